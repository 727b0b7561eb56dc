# Toys of the lessons, over the contract of the real thing.
ringlab_test(lessons/05_task_test.cpp LINK rt::core)
target_include_directories(test_lessons.05_task PRIVATE ${PROJECT_SOURCE_DIR}/lessons)
