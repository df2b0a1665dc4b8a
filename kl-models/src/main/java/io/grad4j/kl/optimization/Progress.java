package io.grad4j.kl.optimization;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;

/** Is told of each step that an optimiser accepts. */
@FunctionalInterface
public interface Progress {
    /** Says nothing. */
    Progress NONE = (iteration, value, gradientNorm) -> {};

    /**
     * One accepted step.
     *
     * @param iteration counted from 1
     * @param value of the objective after it
     * @param gradientNorm after it
     */
    void iteration(int iteration, double value, double gradientNorm);

    /** A line of text now and then, at most one in {@code every}, so that short work prints none. */
    static Progress lines(Duration every, Consumer<String> out) {
        return new Progress() {
            private long last = System.nanoTime();

            @Override
            public void iteration(int iteration, double value, double gradientNorm) {
                long now = System.nanoTime();
                if (now - last >= every.toNanos()) {
                    last = now;
                    out.accept(String.format(
                            Locale.ROOT,
                            "iteration %d: value %.9g, gradient norm %.2e",
                            iteration,
                            value,
                            gradientNorm));
                }
            }
        };
    }
}
