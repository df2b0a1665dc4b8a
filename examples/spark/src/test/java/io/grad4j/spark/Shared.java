package io.grad4j.spark;

import io.grad4j.kl.batches.LabelledRows;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.ejml.data.DMatrixRMaj;

/** The one session of all tests, which ends with their JVM, and data for it. */
final class Shared {
    private Shared() {}

    /** Started by the first test that needs it. */
    static SparkSession spark() {
        return Sessions.open();
    }

    static <B> JavaRDD<B> distributed(List<B> batches, int partitions) {
        return JavaSparkContext.fromSparkContext(spark().sparkContext()).parallelize(batches, partitions);
    }

    /** Entries in [-1, 1). */
    static DMatrixRMaj matrix(long seed, int rows, int cols) {
        SplittableRandom random = new SplittableRandom(seed);
        DMatrixRMaj m = new DMatrixRMaj(rows, cols);
        for (int i = 0; i < rows * cols; i++) {
            m.data[i] = random.nextDouble(-1, 1);
        }
        return m;
    }

    static LabelledRows labelled(long seed, int rows, int features, int classes) {
        return new LabelledRows(
                matrix(seed, rows, features),
                new SplittableRandom(seed + 1).ints(rows, 0, classes).toArray());
    }

    /** Options as the command line gives them by default. */
    static FitOptions options(String data) {
        FitOptions options = new FitOptions();
        options.data = data;
        return options;
    }

    static PrintWriter into(StringWriter text) {
        return new PrintWriter(text, true);
    }
}
