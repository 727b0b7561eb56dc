# cmake -D PROGRAM=binary -D EXPECTED=expected.txt -P transcript.cmake: is what the program prints still what we promise?
#
# Compares stdout byte for byte; shows a unified diff and how to accept the new transcript if it differs.
# The actual transcript stays beside the binary.
set(actual ${PROGRAM}.transcript)
set(ENV{NO_COLOR} 1)
execute_process(COMMAND ${PROGRAM} INPUT_FILE /dev/null OUTPUT_FILE ${actual} ERROR_VARIABLE complaints RESULT_VARIABLE result)
if(NOT result EQUAL 0)
  file(READ ${actual} printed)
  message(FATAL_ERROR "${PROGRAM} ended with ${result}\n--- stdout\n${printed}\n--- stderr\n${complaints}")
endif()

execute_process(COMMAND diff -u --label expected --label actual ${EXPECTED} ${actual}
  RESULT_VARIABLE different OUTPUT_VARIABLE difference ERROR_VARIABLE difference)
if(different)
  message("${difference}")
  message(FATAL_ERROR "The transcript is not what expected.txt says. If the new one is right:\n  cp '${actual}' '${EXPECTED}'")
endif()
