// Your rt/io/completion.hpp, held to the contract that the runtime's own keeps.
//
// The ring is the simulated one, so that every fault comes when it is asked for; one check runs on the kernel's too.
#include "contract/completion_contract.hpp"
