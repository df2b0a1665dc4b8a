package io.grad4j.autodiff.kernels;

/**
 * The lines of a row-major matrix that an operation runs along: entry k of line l lies at l·{@code lineStep} + k·{@code step}.
 *
 * @param count number of lines
 * @param length entries a line
 * @param lineStep from the first entry of a line to that of the next
 * @param step from an entry of a line to its next
 */
public record Lines(int count, int length, int lineStep, int step) {}
