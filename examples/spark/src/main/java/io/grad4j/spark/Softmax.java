package io.grad4j.spark;

import static io.grad4j.autodiff.ops.Reductions.sumOfSquares;
import static io.grad4j.autodiff.ops.Shaping.rows;

import io.grad4j.autodiff.Each;
import io.grad4j.autodiff.Var;
import io.grad4j.kl.batches.LabelledRows;
import io.grad4j.kl.batches.SoftmaxLoss;
import java.io.PrintWriter;
import java.util.function.UnaryOperator;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.ejml.data.DMatrixRMaj;

/**
 * Softmax regression, (1/n) Σᵢ KL(p̂(·|xᵢ)‖softmax(xᵢᵀW + b)) + ½λ‖W‖².
 *
 * @param label the column of the class
 * @param classes how many
 * @param ridge λ; the intercepts b are not penalised
 */
record Softmax(String label, int classes, double ridge) {
    /** The parameters, (d+1)×classes: W, and b as the last row. */
    Fit.Result fit(SparkSession spark, FitOptions options, PrintWriter out) {
        Dataset<Row> table = options.table(spark, out);
        JavaRDD<LabelledRows> batches = Batches.labelled(table, label, classes);
        MeanLoss loss = new MeanLoss(new ClusterSum<>(batches, new SoftmaxLoss())::at, penalty());
        DMatrixRMaj start = new DMatrixRMaj(table.columns().length, classes);
        try {
            return options.minimise(spark, toString(), loss, loss::rows, start, out);
        } finally {
            batches.unpersist(false);
        }
    }

    /** ½λ‖W‖². */
    UnaryOperator<Var> penalty() {
        return theta ->
                sumOfSquares(rows(theta, 0, theta.rows() - 1), Each.MATRIX).scale(0.5 * ridge);
    }
}
