package io.grad4j.spark;

import io.grad4j.autodiff.Tape;
import io.grad4j.kl.batches.BatchSum;
import io.grad4j.kl.batches.LabelledRows;
import io.grad4j.kl.batches.SoftmaxLoss;
import io.grad4j.kl.batches.Threads;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.ejml.data.DMatrixRMaj;

/** Measures softmax regression here, and reckons from that what a cluster would take. */
final class Figures {
    private static final double RIDGE = 0.01;
    private static final int WARM = 5;
    private static final int TIMED = 11;

    private final SparkSession spark;
    private final Size size;
    private final PrintWriter out;
    private final Dataset<Row> table;
    private final JavaRDD<LabelledRows> batches;
    private final Softmax job;

    /**
     * What is measured.
     *
     * @param rows of data
     * @param width features beside the intercept
     * @param classes of the label
     * @param partitions of the data
     */
    record Size(int rows, int width, int classes, int partitions) {
        int parameters() {
            return (width + 1) * classes;
        }
    }

    Figures(SparkSession spark, Size size, PrintWriter out) {
        this.spark = spark;
        this.size = size;
        this.out = out;
        this.table = Generator.softmax(
                        spark, new Generator.Amount(size.rows, size.partitions, 1), size.width, size.classes)
                .persist(StorageLevel.MEMORY_AND_DISK());
        this.batches = Batches.labelled(table, "label", size.classes);
        this.job = new Softmax("label", size.classes, RIDGE);
    }

    /** Everything, a line at a time. */
    void print() {
        line(
                "%d rows, %d features, %d classes: %d parameters; %d partitions; master %s; Java %s",
                size.rows,
                size.width,
                size.classes,
                size.parameters(),
                size.partitions,
                spark.sparkContext().master(),
                Runtime.version());
        double rate = sums();
        fits();
        double[] overhead = traffic();
        onPaper(rate, overhead[0], overhead[1]);
    }

    /** Agreement and speed of one sum; the rows a second of one thread. */
    private double sums() {
        List<LabelledRows> local = batches.collect();
        DMatrixRMaj theta = random(size.width + 1, size.classes);
        SoftmaxLoss model = new SoftmaxLoss();
        ClusterSum<LabelledRows> cluster = new ClusterSum<>(batches, model);
        try (Tape tape = new Tape();
                Threads threads = new Threads(2)) {
            Supplier<BatchSum> alone = () -> local.stream()
                    .map(batch -> model.sum(tape, theta, batch))
                    .reduce(BatchSum::plus)
                    .orElseThrow();
            line(
                    "gradient of the cluster against one thread: largest difference %.2e of the largest entry",
                    relative(cluster.at(theta).gradient(), alone.get().gradient()));
            double one = rowsPerSecond(alone);
            line("value and gradient, one thread      %.3g rows/s", one);
            line(
                    "value and gradient, two threads     %.3g rows/s",
                    rowsPerSecond(() -> threads.sum(model, theta, local)));
            line("value and gradient, Spark           %.3g rows/s", rowsPerSecond(() -> cluster.at(theta)));
            return one;
        }
    }

    /** Both fits to the same optimum. */
    private void fits() {
        MeanLoss loss = new MeanLoss(new ClusterSum<>(batches, new SoftmaxLoss())::at, job.penalty());
        DMatrixRMaj start = new DMatrixRMaj(size.width + 1, size.classes);
        long began = System.nanoTime();
        Fit.Step ours = Fit.minimise(loss, start, 0, new Fit.Stopping(500, 1e-10), step -> {})
                .last();
        double seconds = seconds(began);
        line(
                "fit, grad4j   %.2f s  %d iterations  %.3g rows/s an iteration",
                seconds, ours.iteration(), size.rows * (double) ours.iteration() / seconds);
        batches.unpersist(true);
        Dataset<Row> vectors = new VectorAssembler()
                .setInputCols(
                        IntStream.range(0, size.width).mapToObj(j -> "x" + j).toArray(String[]::new))
                .setOutputCol("features")
                .transform(table)
                .select("features", "label")
                .persist(StorageLevel.MEMORY_AND_DISK());
        vectors.count();
        LogisticRegression theirs = new LogisticRegression()
                .setFamily("multinomial")
                .setStandardization(false)
                .setRegParam(RIDGE)
                .setTol(1e-10)
                .setMaxIter(500);
        began = System.nanoTime();
        LogisticRegressionModel model = theirs.fit(vectors);
        seconds = seconds(began);
        int iterations = model.summary().totalIterations();
        line(
                "fit, MLlib    %.2f s  %d iterations  %.3g rows/s an iteration",
                seconds, iterations, size.rows * (double) iterations / seconds);
        line("largest difference of a parameter between both optima  %.2e", difference(ours.theta(), model));
        vectors.unpersist(true);
        table.unpersist(true);
    }

    private double difference(DMatrixRMaj theta, LogisticRegressionModel model) {
        double largest = 0;
        for (int k = 0; k < size.classes; k++) {
            for (int j = 0; j < size.width; j++) {
                largest = Math.max(
                        largest,
                        Math.abs(theta.get(j, k) - model.coefficientMatrix().apply(k, j)));
            }
            largest = Math.max(
                    largest,
                    Math.abs(theta.get(size.width, k) - model.interceptVector().apply(k)));
        }
        return largest;
    }

    /** Bytes by parameters and partitions; the seconds of a sum over next to nothing, and those that a task adds. */
    private double[] traffic() {
        for (int k : new int[] {10, 100, 1000, 10000}) {
            for (int partitions : new int[] {2, 8, 32, 128}) {
                ClusterSum<LabelledRows> sum = little(k, partitions);
                DMatrixRMaj theta = random(k / 10, 10);
                sum.at(theta);
                line(
                        "bytes of a sum, %5d parameters, %3d partitions: %s",
                        k, partitions, Traffic.of(spark.sparkContext(), () -> sum.at(theta)));
            }
        }
        DMatrixRMaj theta = random(100, 10);
        double few = bestSeconds(() -> little(1000, 2).at(theta));
        double many = bestSeconds(() -> little(1000, 128).at(theta));
        double task = Math.max(0, (many - few) / 126);
        line(
                "a sum over next to nothing, 1000 parameters: %.1f ms, and %.2f ms more for each task",
                1e3 * few, 1e3 * task);
        return new double[] {few, task};
    }

    /** A row for each partition, so that almost nothing is computed. */
    private ClusterSum<LabelledRows> little(int parameters, int partitions) {
        LabelledRows row = new LabelledRows(random(1, parameters / 10), 3);
        List<LabelledRows> rows =
                IntStream.range(0, partitions).mapToObj(i -> row).toList();
        return new ClusterSum<>(
                JavaSparkContext.fromSparkContext(spark.sparkContext()).parallelize(rows, partitions),
                new SoftmaxLoss());
    }

    /**
     * T = n/(m·c·r) + t₀ + m·c·t₁ + 8k(1 + 2√(m·c))/B for n rows, k parameters, m machines of c cores, a partition a core.
     *
     * <p>r rows a second of a core, t₀ of a job and t₁ of a task are the measured ones; the parameters reach each machine once, peers
     * handing them on, and √(m·c) sums reach each inner node and then the driver. t₁ was measured with the tasks beside the driver, on
     * its cores; on a cluster only their dispatch is the driver's, so m·c·t₁ is a bound.
     */
    private void onPaper(double rate, double job, double task) {
        double rows = 1e9;
        int machines = 100;
        int cores = 16;
        double bandwidth = 1.25e9;
        int partitions = machines * cores;
        double compute = rows / (partitions * rate) * size.parameters() / 1000;
        double network = 8e3 * (1 + 2 * Math.sqrt(partitions)) / bandwidth;
        line(
                "on paper, 10^9 rows, 10^3 parameters, %d machines of %d cores, 10 Gbit/s, a partition a core:",
                machines, cores);
        line(
                "  an iteration at most %.2f s = %.2f s computing + at most %.2f s starting %d tasks + %.3f s in a job's own time + %.4f s on the wire",
                compute + task * partitions + job + network, compute, task * partitions, partitions, job, network);
        line("  in memory %.1f GB a machine for 100 features and a label", rows * 8 * 101.5 / machines / 1e9);
    }

    private double rowsPerSecond(Supplier<BatchSum> sum) {
        return size.rows / bestSeconds(sum);
    }

    /** The shortest of some runs, which other work on the machine disturbed least. */
    private static double bestSeconds(Supplier<BatchSum> work) {
        for (int i = 0; i < WARM; i++) {
            counted(work);
        }
        double best = Double.POSITIVE_INFINITY;
        for (int i = 0; i < TIMED; i++) {
            long began = System.nanoTime();
            counted(work);
            best = Math.min(best, seconds(began));
        }
        return best;
    }

    /** A sum is one of some rows, and none that the JVM might leave out. */
    private static void counted(Supplier<BatchSum> work) {
        if (work.get().count() == 0) {
            throw new BadData("there are no rows");
        }
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }

    private static double relative(DMatrixRMaj a, DMatrixRMaj b) {
        double error = 0;
        double largest = 0;
        for (int i = 0; i < b.getNumElements(); i++) {
            error = Math.max(error, Math.abs(a.data[i] - b.data[i]));
            largest = Math.max(largest, Math.abs(b.data[i]));
        }
        return error / largest;
    }

    private static DMatrixRMaj random(int rows, int cols) {
        return DMatrixRMaj.wrap(
                rows,
                cols,
                new SplittableRandom(5).doubles((long) rows * cols, -0.1, 0.1).toArray());
    }

    private void line(String format, Object... values) {
        out.printf(Locale.ROOT, format + "%n", values);
        out.flush();
    }
}
