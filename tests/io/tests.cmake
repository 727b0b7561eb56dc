# The floors loop, io and net.

# On the real ring (skipped, with the reason, where it is refused), and again on each of DRIVERS.
function(ringlab_test_on_drivers source)
  ringlab_test(${source} LINK rt::net DRIVERS ${ARGN})
  string(REGEX REPLACE "_test\\.cpp$" "" name ${source})
  string(REPLACE "/" "." name ${name})
  set_tests_properties(${name} PROPERTIES ENVIRONMENT RT_DRIVER=uring SKIP_REGULAR_EXPRESSION "skipped: io_uring")
endfunction()

ringlab_test(loop/mailbox_test.cpp LINK rt::loop)
ringlab_test(loop/thread_pool_test.cpp LINK rt::loop)
ringlab_test(loop/timer_heap_test.cpp LINK rt::loop)
ringlab_test_on_drivers(loop/cancel_scope_test.cpp epoll simulated)
ringlab_test_on_drivers(loop/loop_test.cpp epoll simulated)
ringlab_test_on_drivers(loop/run_blocking_test.cpp epoll simulated)
ringlab_test_on_drivers(loop/sleep_test.cpp epoll simulated)
ringlab_test_on_drivers(loop/spawn_test.cpp epoll simulated)
ringlab_test_on_drivers(loop/task_group_test.cpp epoll simulated)
ringlab_test_on_drivers(loop/when_any_test.cpp epoll simulated)
ringlab_test_on_drivers(loop/yield_test.cpp epoll simulated)

ringlab_test(io/completion_test.cpp LINK rt::io)
ringlab_test(io/fd_test.cpp LINK rt::io)
ringlab_test(io/io_result_test.cpp LINK rt::io)
ringlab_test(io/epoll_driver_test.cpp LINK rt::io)
ringlab_test(io/simulated_ring_test.cpp LINK rt::io)
ringlab_test(io/submission_test.cpp LINK rt::io)
ringlab_test_on_drivers(io/allocation_test.cpp epoll simulated)
ringlab_test_on_drivers(io/io_awaiter_test.cpp epoll simulated)
ringlab_test_on_drivers(io/run_test.cpp epoll simulated)
ringlab_test_on_drivers(io/uring_driver_test.cpp simulated)
ringlab_test(io/liburing_ring_test.cpp LINK rt::io)

ringlab_test(net/address_test.cpp LINK rt::net)
ringlab_test_on_drivers(net/listener_test.cpp epoll)
ringlab_test_on_drivers(net/stream_test.cpp epoll)
set_tests_properties(io.liburing_ring PROPERTIES
  ENVIRONMENT RT_DRIVER=uring SKIP_REGULAR_EXPRESSION "skipped: io_uring")
