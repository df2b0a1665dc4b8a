package io.grad4j.autodiff;

/**
 * Neighbouring steps of a tape that were recorded as one named computation.
 *
 * @param name the name it was given
 * @param from the index of its first step
 * @param to the index after its last step
 * @see Tape#scope
 */
public record Scope(String name, int from, int to) {}
