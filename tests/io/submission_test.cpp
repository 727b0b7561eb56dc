#include "contract/submission_contract.hpp"
