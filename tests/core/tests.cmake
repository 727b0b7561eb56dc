# rt::core: the language level.
ringlab_test(core/async_generator_close_test.cpp LINK rt::core)
ringlab_test(core/async_generator_test.cpp LINK rt::core)
ringlab_test(core/detached_test.cpp LINK rt::core)
ringlab_test(core/foreign_task_test.cpp LINK rt::core)
ringlab_test(core/generator_test.cpp LINK rt::core)
ringlab_test(core/result_test.cpp LINK rt::core)
ringlab_test(core/waiter_queue_test.cpp LINK rt::core)
ringlab_test(core/when_all_test.cpp LINK rt::core)

# What our own task adds to the contract: a learner's need not.
if(NOT RINGLAB_IMPL STREQUAL "mine")
  ringlab_test(core/frame_pool_test.cpp LINK rt::core)
  ringlab_test(core/task_test.cpp LINK rt::core)
endif()
