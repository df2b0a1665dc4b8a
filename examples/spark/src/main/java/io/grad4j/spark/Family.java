package io.grad4j.spark;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Autodiff;
import io.grad4j.autodiff.Var;
import io.grad4j.kl.batches.BatchModel;
import io.grad4j.kl.batches.BatchSum;
import io.grad4j.kl.families.FeatureFamily;
import java.io.PrintWriter;
import java.util.Locale;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * The exponential family q_θ(d) ∝ exp(θᵀφ(d)) on points 0, 1, …, N-1 nearest to the rows' distribution p̂ in KL(p̂‖q_θ).
 *
 * <p>The loss -θᵀΣφ(rowᵢ) + n·A(θ) needs the rows for the sufficient statistics Σφ alone, which are minus the gradient of its first part
 * at any θ: one pass over the data, and the fit, whose gradient is E_q[φ] - E_p̂[φ], goes on without them.
 *
 * @param column the column of the point
 * @param points N
 * @param degree k, of the features φ(d) = t, t², …, tᵏ, t from -1 to 1
 */
record Family(String column, int points, int degree) {
    /** The parameters, k×1. */
    Fit.Result fit(SparkSession spark, FitOptions options, PrintWriter out) {
        Dataset<Row> table = options.table(spark, out).select(column);
        JavaRDD<DMatrixRMaj> batches = Batches.ofRows(table);
        BatchSum statistics;
        try {
            statistics = new ClusterSum<>(batches, new Statistics(points, degree)).at(new DMatrixRMaj(degree, 1));
        } finally {
            batches.unpersist(false);
        }
        FeatureFamily family = new FeatureFamily(features(points, degree));
        MeanLoss loss = new MeanLoss(theta -> along(statistics, theta), family::logPartition);
        Fit.Result result = options.minimise(spark, toString(), loss, loss::rows, new DMatrixRMaj(degree, 1), out);
        DMatrixRMaj q = Autodiff.gradient(family::logPartition, result.last().theta());
        for (int i = 0; i < degree; i++) {
            double p = -statistics.gradient().data[i] / statistics.count();
            out.printf(
                    Locale.ROOT,
                    "statistic t^%d  E_p %.12g  E_q %.12g  E_p - E_q %.2e%n",
                    i + 1,
                    p,
                    q.data[i],
                    p - q.data[i]);
        }
        out.flush();
        return result;
    }

    /** The linear part of the loss at another θ. */
    private static BatchSum along(BatchSum statistics, DMatrixRMaj theta) {
        return new BatchSum(
                CommonOps_DDRM.dot(statistics.gradient(), theta), statistics.gradient(), statistics.count());
    }

    /** Φ, N×k. */
    static DMatrixRMaj features(int points, int degree) {
        DMatrixRMaj phi = new DMatrixRMaj(points, degree);
        for (int d = 0; d < points; d++) {
            double t = points == 1 ? 0 : 2.0 * d / (points - 1) - 1;
            double power = 1;
            for (int k = 0; k < degree; k++) {
                power *= t;
                phi.set(d, k, power);
            }
        }
        return phi;
    }

    /** -θᵀΣφ(rowᵢ), linear in θ. */
    record Statistics(int points, int degree) implements BatchModel<DMatrixRMaj> {
        @Override
        public Var loss(Var theta, DMatrixRMaj batch) {
            DMatrixRMaj phi = features(points, degree);
            DMatrixRMaj sum = new DMatrixRMaj(1, degree);
            for (int i = 0; i < batch.numRows; i++) {
                double d = batch.data[i];
                if (d != Math.rint(d) || d < 0 || d >= points) {
                    throw ArgumentException.entry("family", "point", batch, i, "is no point from 0 to " + (points - 1));
                }
                for (int k = 0; k < degree; k++) {
                    sum.data[k] += phi.get((int) d, k);
                }
            }
            return theta.tape().constant("Σφ", sum).mult(theta).negate();
        }

        @Override
        public long count(DMatrixRMaj batch) {
            return batch.numRows;
        }
    }
}
