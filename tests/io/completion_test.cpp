#include "contract/completion_contract.hpp"
