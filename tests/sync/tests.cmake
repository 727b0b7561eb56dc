# rt::sync: tasks that wait for each other. After io/tests.cmake, which says what a driver is.
ringlab_test(sync/bounded_buffer_test.cpp LINK rt::sync)
ringlab_test(sync/cancel_everywhere_test.cpp LINK rt::net)
ringlab_test_on_drivers(sync/allocation_test.cpp epoll simulated)
foreach(primitive barrier capacity_limiter channel condition latch mutex random semaphore)
  ringlab_test_on_drivers(sync/${primitive}_test.cpp epoll simulated)
endforeach()
