# Programs that break a contract: what do they say as they go down?
#
# ctest fails whatever aborts, so a shell takes the blow and the message is matched.
function(ringlab_misuse name)
  cmake_parse_arguments(arg "" "SAYS" "LINK" ${ARGN})
  add_executable(misuse_${name} ${CMAKE_CURRENT_SOURCE_DIR}/misuse/${name}.cpp)
  target_link_libraries(misuse_${name} PRIVATE ringlab::ours ${arg_LINK})
  add_dependencies(tests_of_floors misuse_${name})
  add_test(NAME misuse.${name} COMMAND sh -c "\"$<TARGET_FILE:misuse_${name}>\" 2>&1; echo \"ended with $?\"")
  # 134: SIGABRT as a shell tells it; anything else that goes down goes down for another reason.
  set_tests_properties(misuse.${name} PROPERTIES TIMEOUT 60 PASS_REGULAR_EXPRESSION "${arg_SAYS}\n.*ended with 134")
endfunction()

ringlab_misuse(loop_after_fork LINK rt::io SAYS "contract broken: this loop belongs to the parent process.*")
ringlab_misuse(pool_after_fork LINK rt::loop SAYS "contract broken: this thread_pool belongs to the parent process.*")
ringlab_misuse(escaped_exception LINK rt::core SAYS "an exception left a detached task: the kitchen burns")
if(NOT CMAKE_BUILD_TYPE STREQUAL "Release")   # contracts are compiled out of what is measured
  if(NOT RINGLAB_IMPL STREQUAL "mine")         # a learner's task need not check
    ringlab_misuse(await_empty LINK rt::core SAYS "contract broken: this task is empty: it was moved from")
    ringlab_misuse(await_twice LINK rt::core SAYS "contract broken: this task was awaited before: a task runs once")
  endif()
  ringlab_misuse(close_in_flight LINK rt::io
    SAYS "contract broken: a descriptor ends while operations on it are in flight: co_await its close\\(\\), which ends them first")
  ringlab_misuse(from_thread_on_the_loop LINK rt::io
    SAYS "contract broken: from_thread::run\\(\\) was called on a loop's own thread.*")
  ringlab_misuse(from_thread_without_loop LINK rt::loop
    SAYS "contract broken: from_thread::run\\(\\) knows its loop only in a function that run_blocking\\(\\) runs.*")
  ringlab_misuse(event_of_another_loop LINK rt::io
    SAYS "contract broken: the task that is woken belongs to another thread's loop.*")
  ringlab_misuse(spawn_on_another_loop LINK rt::io
    SAYS "contract broken: this loop runs on another thread, and is that thread's own.*")
  ringlab_misuse(event_set_by_a_worker LINK rt::io
    SAYS "contract broken: no loop runs on this thread: only tasks of a loop wake each other")
  ringlab_misuse(set_twice LINK rt::core SAYS "contract broken: a result is set once")
  ringlab_misuse(take_too_early LINK rt::core
    SAYS "contract broken: the result is taken before the coroutine has produced one")
  ringlab_misuse(generator_read_twice LINK rt::core
    SAYS "contract broken: this generator was begun before: a generator is read once")
  ringlab_misuse(generator_past_its_end LINK rt::core
    SAYS "contract broken: this generator has ended: there is nothing behind its end")
  ringlab_misuse(next_while_awaited LINK rt::core
    SAYS "contract broken: this generator is awaited already: it makes one element at a time")
  ringlab_misuse(second_token LINK rt::sync
    SAYS "contract broken: this borrower has a token of this limiter, or has handed one on that still counts as its own.*")
  ringlab_misuse(condition_of_another LINK rt::sync
    SAYS "contract broken: wait\\(\\) needs a guard that holds this condition's own mutex")
  ringlab_misuse(latch_below_zero LINK rt::sync SAYS "contract broken: this latch is counted down below zero")
  ringlab_misuse(next_after_close LINK rt::core
    SAYS "contract broken: this generator is empty: it was closed, or moved from")
  ringlab_misuse(yield_while_closed LINK rt::core
    SAYS "contract broken: a generator that is being closed must not yield again")

  # The awaiter protocol.
  ringlab_misuse(resumed_twice LINK rt::core SAYS "contract broken: this waiter is not suspended: .*")
  ringlab_misuse(never_suspended LINK rt::io
    SAYS "contract broken: this waiter is not suspended: .*its await_suspend has not called suspend\\(\\)")
  ringlab_misuse(woken_twice LINK rt::io SAYS "contract broken: this waiter stands in a queue already: it was woken twice.*")
  ringlab_misuse(awaited_by_two LINK rt::io SAYS "contract broken: this awaiter waits already: two coroutines await one object.*")
  ringlab_misuse(woken_outside LINK rt::sync SAYS "contract broken: no loop runs on this thread: .*")
  ringlab_misuse(dropped_in_queue LINK rt::io SAYS "contract broken: a frame is destroyed while it waits in a queue, .*")
  ringlab_misuse(dropped_in_flight LINK rt::io
    SAYS "contract broken: an operation ends while the kernel may still write to it: .*")
  ringlab_misuse(dropped_asleep LINK rt::io SAYS "contract broken: a timer ends while it is still armed: .*")
  ringlab_misuse(driver_in_flight LINK rt::io SAYS "contract broken: a driver ends while operations are in flight: .*")
endif()
