# The floor io: rings, the driver on them, the awaiter.
ringlab_test(io/simulated_ring_test.cpp LINK rt::io)
