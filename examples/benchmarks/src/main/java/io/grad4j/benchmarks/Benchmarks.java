package io.grad4j.benchmarks;

import io.grad4j.autodiff.kernels.Kernels;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.function.DoubleSupplier;

/**
 * Times the gradient and the value of each workload and prints a line of tab-separated values for each.
 *
 * <p>Arguments: prefixes of names, none for all. Environment: WARM, the seconds a workload warms up (2), BUDGET, the seconds it is
 * measured (2.5).
 */
public final class Benchmarks {
    private static final double WARM = seconds("WARM", 2);
    private static final double BUDGET = seconds("BUDGET", 2.5);

    private Benchmarks() {}

    private static double seconds(String name, double otherwise) {
        String given = System.getenv(name);
        return given == null ? otherwise : Double.parseDouble(given);
    }

    /** Runs the workloads that {@code prefixes} name. */
    public static void main(String[] prefixes) {
        System.err.println("kernels: " + Kernels.active().name());
        run(System.out, prefixes);
    }

    static void run(PrintStream out, String... prefixes) {
        String peer = "grad4j-" + Kernels.active().name().replaceAll("\\W+", "-");
        Workloads.all()
                .filter(made -> prefixes.length == 0 || Arrays.stream(prefixes).anyMatch(made.name()::startsWith))
                .map(made -> made.maker().get())
                .forEach(workload -> {
                    String check = workload.check();
                    print(out, workload, "grad", peer, workload::gradient, check);
                    print(out, workload, "fwd", peer, workload::value, "-");
                });
    }

    private static void print(
            PrintStream out, Workload workload, String kind, String peer, DoubleSupplier work, String check) {
        double[] times = times(work);
        out.printf(
                "%s/%s\t%s\t%s\t%.0f\t%.0f\t%.0f\t%s%n",
                workload.name,
                kind,
                workload.size,
                peer,
                quantile(times, 0.5),
                quantile(times, 0.75) - quantile(times, 0.25),
                times[0],
                check);
        out.flush();
    }

    /** Nanoseconds an evaluation, ascending: the means of batches that take some milliseconds each. */
    private static double[] times(DoubleSupplier work) {
        double sink = 0;
        long start = System.nanoTime();
        for (int i = 0; i < 2 || System.nanoTime() - start < WARM * 1e9; i++) {
            sink += work.getAsDouble();
        }
        long evaluations = 0;
        start = System.nanoTime();
        while (System.nanoTime() - start < 0.2e9) {
            sink += work.getAsDouble();
            evaluations++;
        }
        double each = (System.nanoTime() - start) / (double) evaluations;
        long batch = Math.max(1, (long) (4e6 / each));
        double[] times = new double[(int) Math.min(41, Math.max(7, BUDGET * 1e9 / (each * batch)))];
        for (int r = 0; r < times.length; r++) {
            start = System.nanoTime();
            for (long b = 0; b < batch; b++) {
                sink += work.getAsDouble();
            }
            times[r] = (System.nanoTime() - start) / (double) batch;
        }
        if (Double.isNaN(sink)) {
            throw new IllegalStateException("a loss is NaN");
        }
        Arrays.sort(times);
        return times;
    }

    private static double quantile(double[] ascending, double p) {
        return ascending[(int) (p * (ascending.length - 1) + 0.5)];
    }
}
