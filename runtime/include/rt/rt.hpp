// rt.hpp -- the umbrella: the whole runtime, floor by floor.
//
// Handy in a program of one file, and a list of what there is. Where compile time counts, include what you
// use. Kept complete by tests/tools/umbrella.
#pragma once

// core: the language, no operating system
#include <rt/core/async_generator.hpp>
#include <rt/core/async_generator_body.hpp>
#include <rt/core/call_site.hpp>
#include <rt/core/cancel_scope.hpp>
#include <rt/core/cancelled.hpp>
#include <rt/core/contract.hpp>
#include <rt/core/detached.hpp>
#include <rt/core/exception_group.hpp>
#include <rt/core/frame_pool.hpp>
#include <rt/core/generator.hpp>
#include <rt/core/group_child.hpp>
#include <rt/core/list_link.hpp>
#include <rt/core/ready.hpp>
#include <rt/core/result.hpp>
#include <rt/core/task.hpp>
#include <rt/core/task_group.hpp>
#include <rt/core/task_record.hpp>
#include <rt/core/task_status.hpp>
#include <rt/core/trace.hpp>
#include <rt/core/waiter_queue.hpp>
#include <rt/core/when_all.hpp>
#include <rt/core/when_any.hpp>

// sync: waiting for each other
#include <rt/sync/barrier.hpp>
#include <rt/sync/bounded_buffer.hpp>
#include <rt/sync/capacity_limiter.hpp>
#include <rt/sync/channel.hpp>
#include <rt/sync/condition.hpp>
#include <rt/sync/event.hpp>
#include <rt/sync/held.hpp>
#include <rt/sync/latch.hpp>
#include <rt/sync/mutex.hpp>
#include <rt/sync/semaphore.hpp>
#include <rt/sync/wait_queue.hpp>

// loop: one thread and its turns
#include <rt/loop/await_graph.hpp>
#include <rt/loop/blocking_host.hpp>
#include <rt/loop/buffer_options.hpp>
#include <rt/loop/clock.hpp>
#include <rt/loop/deadline_scope.hpp>
#include <rt/loop/doorbell.hpp>
#include <rt/loop/driver.hpp>
#include <rt/loop/dump_on_sigquit.hpp>
#include <rt/loop/errand.hpp>
#include <rt/loop/from_thread.hpp>
#include <rt/loop/in_flight_table.hpp>
#include <rt/loop/job_times.hpp>
#include <rt/loop/loop.hpp>
#include <rt/loop/mailbox.hpp>
#include <rt/loop/operation.hpp>
#include <rt/loop/process_mark.hpp>
#include <rt/loop/root.hpp>
#include <rt/loop/run_blocking.hpp>
#include <rt/loop/signals_stay_here.hpp>
#include <rt/loop/sleep.hpp>
#include <rt/loop/spawn.hpp>
#include <rt/loop/text_table.hpp>
#include <rt/loop/thread_pool.hpp>
#include <rt/loop/timeline.hpp>
#include <rt/loop/timeline_template.hpp>
#include <rt/loop/timer_heap.hpp>
#include <rt/loop/trace_export.hpp>
#include <rt/loop/trace_recorder.hpp>
#include <rt/loop/trace_to_file.hpp>
#include <rt/loop/yield.hpp>

// io: descriptors and rings
#include <rt/io/attempt.hpp>
#include <rt/io/buffer_pool.hpp>
#include <rt/io/buffered_reader.hpp>
#include <rt/io/close.hpp>
#include <rt/io/completion.hpp>
#include <rt/io/epoll_driver.hpp>
#include <rt/io/fault_plan.hpp>
#include <rt/io/fd.hpp>
#include <rt/io/file.hpp>
#include <rt/io/file_status.hpp>
#include <rt/io/forbidden_memory.hpp>
#include <rt/io/io_awaiter.hpp>
#include <rt/io/io_result.hpp>
#include <rt/io/liburing_ring.hpp>
#include <rt/io/make_driver.hpp>
#include <rt/io/message_socket.hpp>
#include <rt/io/next_awaiter.hpp>
#include <rt/io/offload.hpp>
#include <rt/io/open_file.hpp>
#include <rt/io/piece_window.hpp>
#include <rt/io/pipe.hpp>
#include <rt/io/prepare.hpp>
#include <rt/io/received.hpp>
#include <rt/io/repeated_operation.hpp>
#include <rt/io/request_memory.hpp>
#include <rt/io/ring.hpp>
#include <rt/io/run.hpp>
#include <rt/io/runtime.hpp>
#include <rt/io/signal_set.hpp>
#include <rt/io/simulated_disk.hpp>
#include <rt/io/simulated_files.hpp>
#include <rt/io/simulated_kernel.hpp>
#include <rt/io/simulated_network.hpp>
#include <rt/io/simulated_ring.hpp>
#include <rt/io/socket_name.hpp>
#include <rt/io/splice.hpp>
#include <rt/io/stream_socket.hpp>
#include <rt/io/submission.hpp>
#include <rt/io/syscalls.hpp>
#include <rt/io/uring_driver.hpp>
#include <rt/io/wake_event.hpp>

// net: sockets
#include <rt/net/address.hpp>
#include <rt/net/datagram_awaiters.hpp>
#include <rt/net/datagram_socket.hpp>
#include <rt/net/incoming_bytes.hpp>
#include <rt/net/incoming_connections.hpp>
#include <rt/net/listener.hpp>
#include <rt/net/resolver.hpp>
#include <rt/net/send_file.hpp>
#include <rt/net/stream.hpp>
