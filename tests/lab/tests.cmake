# The tests of `lab` itself (cli/).
ringlab_test(lab/manifest_test.cpp LINK lab_parts)
