# refused.cmake -- compiles SOURCE, which must fail with the one message it announces.
#
#   // expect: the text of the only error
#   // shows: what must be readable somewhere in the compiler's output, such as the offending name
#
# Usage: cmake -D COMPILER=c++ -D SOURCE=x.cpp -D "INCLUDES=dir|dir" -P refused.cmake
file(STRINGS ${SOURCE} lines LIMIT_COUNT 2)
list(GET lines 0 expected)
list(GET lines 1 shown)
string(REGEX REPLACE "^// expect: " "" expected "${expected}")
string(REGEX REPLACE "^// shows: " "" shown "${shown}")

string(REPLACE "|" ";" includes "${INCLUDES}")
list(REMOVE_ITEM includes /usr/include)   # named again, it would come before the compiler's own headers
list(TRANSFORM includes PREPEND -I)
execute_process(COMMAND ${COMPILER} -std=c++20 -fsyntax-only ${includes} ${SOURCE}
  ERROR_VARIABLE said OUTPUT_VARIABLE said RESULT_VARIABLE failed)

if(NOT failed)
  message(FATAL_ERROR "This compiles, and must not: ${SOURCE}")
endif()
foreach(text IN ITEMS "${expected}" "${shown}")
  string(FIND "${said}" "${text}" at)
  if(at EQUAL -1)
    message(FATAL_ERROR "Not said:\n  ${text}\nbut:\n${said}")
  endif()
endforeach()
string(REGEX MATCHALL "error: " errors "${said}")
list(LENGTH errors count)
if(NOT count EQUAL 1)
  message(FATAL_ERROR "One mistake, and ${count} errors:\n${said}")
endif()
