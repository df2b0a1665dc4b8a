package io.grad4j.notes.judging;

import java.util.List;

/**
 * A point that refutes a claim.
 *
 * @param names each name with its value, as a reader would write them
 * @param claimed the value of the side that is wrong
 * @param expected the value of what it is held against
 */
public record Witness(int n, List<String> names, String claimed, String expected) {
    /** Copies the list. */
    public Witness {
        names = List.copyOf(names);
    }
}
