package io.grad4j.spark;

import static io.grad4j.autodiff.ops.Shaping.columns;
import static io.grad4j.autodiff.ops.Softmaxes.softmax;

import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.kl.batches.BatchModel;
import io.grad4j.kl.models.GaussianMixture;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.ejml.data.DMatrixRMaj;

/**
 * A mixture of Gaussians with full covariances by maximum likelihood, -(1/n) Σᵢ ln Σⱼ πⱼ N(xᵢ; μⱼ, LⱼLⱼᵀ).
 *
 * <p>The parameters are one matrix with a row for each component: its logit, its mean, and its row of {@link GaussianMixture#factors}. The
 * likelihood has no bound where a component closes in on a single row, so components should be few beside the rows; the search finds
 * the maximum that is near its start, which is the data's own spread around rows far from each other.
 *
 * @param components how many
 */
record Mixture(int components) {
    /** Rows of each partition among which the search begins. */
    private static final int SAMPLE = 100;

    /** The parameters, k×(1 + d + d(d+1)/2). */
    Fit.Result fit(SparkSession spark, FitOptions options, PrintWriter out) {
        Dataset<Row> table = options.table(spark, out);
        JavaRDD<DMatrixRMaj> batches = Batches.ofRows(table);
        int d = table.columns().length;
        MeanLoss loss = new MeanLoss(new ClusterSum<>(batches, new Loss(d))::at, theta -> theta.tape()
                .constant(0));
        try {
            DMatrixRMaj start = start(sample(batches));
            Fit.Result result = options.minimise(spark, toString() + " in " + d, loss, loss::rows, start, out);
            describe(result.last().theta(), d, out);
            return result;
        } finally {
            batches.unpersist(false);
        }
    }

    /** The mixture of parameters θ in d dimensions. */
    private static GaussianMixture mixture(Var theta, int d) {
        return new GaussianMixture(
                columns(theta, 0, 1).transpose(), columns(theta, 1, 1 + d), columns(theta, 1 + d, theta.cols()));
    }

    /**
     * -Σᵢ ln p(xᵢ) of rows x.
     *
     * @param d the number of columns
     */
    record Loss(int d) implements BatchModel<DMatrixRMaj> {
        @Override
        public Var loss(Var theta, DMatrixRMaj batch) {
            return mixture(theta, d)
                    .logLikelihood(theta.tape().constant("x", batch))
                    .negate();
        }

        @Override
        public long count(DMatrixRMaj batch) {
            return batch.numRows;
        }
    }

    /** Some rows of each partition. */
    private List<double[]> sample(JavaRDD<DMatrixRMaj> batches) {
        List<double[]> rows = batches.mapPartitions(partition -> {
                    List<double[]> first = new ArrayList<>();
                    if (partition.hasNext()) {
                        DMatrixRMaj batch = partition.next();
                        for (int i = 0; i < Math.min(SAMPLE, batch.numRows); i++) {
                            first.add(Arrays.copyOfRange(batch.data, i * batch.numCols, (i + 1) * batch.numCols));
                        }
                    }
                    return first.iterator();
                })
                .collect();
        if (rows.size() < components) {
            throw new BadData(rows.size() + " rows are too few for " + components + " components");
        }
        return rows;
    }

    /** Equal weights, means at rows each as far as can be from those before, and the spread of all rows for each. */
    DMatrixRMaj start(List<double[]> rows) {
        int d = rows.get(0).length;
        DMatrixRMaj theta = new DMatrixRMaj(components, 1 + d + d * (d + 1) / 2);
        double[] nearest = new double[rows.size()];
        Arrays.fill(nearest, Double.POSITIVE_INFINITY);
        int next = 0;
        for (int k = 0; k < components; k++) {
            double[] mean = rows.get(next);
            for (int j = 0; j < d; j++) {
                theta.set(k, 1 + j, mean[j]);
                theta.set(k, 1 + d + j, logSpread(rows, j));
            }
            for (int i = 0; i < nearest.length; i++) {
                nearest[i] = Math.min(nearest[i], squaredDistance(rows.get(i), mean));
                next = nearest[i] > nearest[next] ? i : next;
            }
        }
        return theta;
    }

    private static double squaredDistance(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += (a[j] - b[j]) * (a[j] - b[j]);
        }
        return sum;
    }

    /** The logarithm of the standard deviation of one column. */
    private static double logSpread(List<double[]> rows, int column) {
        double mean = rows.stream().mapToDouble(r -> r[column]).average().orElseThrow();
        double variance = rows.stream()
                .mapToDouble(r -> (r[column] - mean) * (r[column] - mean))
                .average()
                .orElseThrow();
        if (variance == 0) {
            throw new BadData("column " + column + " (counted from 0) is the same in every row");
        }
        return 0.5 * Math.log(variance);
    }

    private void describe(DMatrixRMaj parameters, int d, PrintWriter out) {
        try (Tape tape = new Tape()) {
            Var theta = tape.constant(parameters);
            Var weights = softmax(columns(theta, 0, 1));
            for (int k = 0; k < components; k++) {
                double[] mean =
                        Arrays.copyOfRange(parameters.data, k * parameters.numCols + 1, k * parameters.numCols + 1 + d);
                out.printf(
                        Locale.ROOT,
                        "component %d  weight %.6f  mean %s%n",
                        k,
                        weights.get(k, 0),
                        Arrays.toString(mean));
            }
        }
        out.flush();
    }
}
