package io.grad4j.tour.models;

/**
 * A piece of work that is done.
 *
 * @param work which
 * @param outcome its figures and pictures
 * @param seconds it took
 */
public record Trained(Work work, Outcome outcome, double seconds) {}
