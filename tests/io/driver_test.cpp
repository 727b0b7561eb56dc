// Every driver keeps the contract: tests/io/tests.cmake runs this on each.
#include "contract/driver_contract.hpp"
