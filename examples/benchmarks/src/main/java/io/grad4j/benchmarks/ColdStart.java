package io.grad4j.benchmarks;

import java.lang.management.ManagementFactory;

/** The time from the start of a JVM to its first gradient, that of KL(softmax θ ‖ p) for ten logits. */
public final class ColdStart {
    private ColdStart() {}

    /** Prints the seconds. */
    public static void main(String[] arguments) {
        double value = Workloads.tenLogits().gradient();
        long milliseconds = System.currentTimeMillis()
                - ManagementFactory.getRuntimeMXBean().getStartTime();
        if (Double.isNaN(value)) {
            throw new IllegalStateException("the loss is NaN");
        }
        System.out.println(milliseconds / 1000.0);
    }
}
