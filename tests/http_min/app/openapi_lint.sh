#!/bin/sh
# openapi_lint -- what an independent judge says of a document: redocly lint --extends=spec.
#
# Usage: openapi_lint.sh TEST_PROGRAM      Exit: 0 it is valid, 77 there is no redocly (npm install -g @redocly/cli), else not.
redocly=${REDOCLY:-$(command -v redocly)}
by_lab=$(dirname "$0")/../../../.lab/docs/node_modules/@redocly/cli/bin/cli.js
[ -z "$redocly" ] && [ -f "$by_lab" ] && command -v node >/dev/null && redocly="node $by_lab"
[ "$redocly" ] || { echo "skipped: redocly is not installed (npm install -g @redocly/cli, or name it in REDOCLY)"; exit 77; }
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
OPENAPI_DOCUMENT=$folder/openapi.json "$1" "[.document]" >/dev/null || exit 1
$redocly lint --extends=spec "$folder/openapi.json"
