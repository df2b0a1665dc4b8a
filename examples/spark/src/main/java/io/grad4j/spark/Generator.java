package io.grad4j.spark;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Rows drawn from known models, of any number; a row depends on the seed and its number alone, not on partitions. */
final class Generator {
    private Generator() {}

    /**
     * What is made.
     *
     * @param rows how many
     * @param partitions how many pieces
     * @param seed of all draws
     */
    record Amount(long rows, int partitions, long seed) {}

    /** Standard normal features x0, x1, … and a label drawn from softmax(xᵀW + b), W and b drawn from N(0, 1) once. */
    static Dataset<Row> softmax(SparkSession spark, Amount amount, int features, int classes) {
        double[] theta = normals(new SplittableRandom(amount.seed), (features + 1) * classes);
        return rows(spark, amount, columns("x", features).add("label", DataTypes.DoubleType), random -> {
            double[] x = normals(random, features);
            Object[] row = new Object[features + 1];
            double[] weights = new double[classes];
            for (int k = 0; k < classes; k++) {
                double z = theta[features * classes + k];
                for (int j = 0; j < features; j++) {
                    row[j] = x[j];
                    z += x[j] * theta[j * classes + k] / Math.sqrt(features);
                }
                weights[k] = Math.exp(z);
            }
            row[features] = (double) drawn(random, weights);
            return row;
        });
    }

    /** Points 0, 1, …, N-1 in a column "point", with log-probabilities t - 2t² up to a constant for t from -1 to 1. */
    static Dataset<Row> points(SparkSession spark, Amount amount, int points) {
        double[] weights = new double[points];
        for (int i = 0; i < points; i++) {
            double t = 2.0 * i / (points - 1) - 1;
            weights[i] = Math.exp(t - 2 * t * t);
        }
        StructType schema = new StructType().add("point", DataTypes.DoubleType);
        return rows(spark, amount, schema, random -> new Object[] {(double) drawn(random, weights)});
    }

    /** Points x0, x1, … from Gaussians of unit covariance, equally likely, component k about 6k in each coordinate. */
    static Dataset<Row> mixture(SparkSession spark, Amount amount, int dimensions, int components) {
        return rows(spark, amount, columns("x", dimensions), random -> {
            double centre = 6.0 * random.nextInt(components);
            Object[] row = new Object[dimensions];
            for (int j = 0; j < dimensions; j++) {
                row[j] = centre + random.nextGaussian();
            }
            return row;
        });
    }

    private interface Draw extends java.io.Serializable {
        Object[] from(RandomGenerator random);
    }

    private static Dataset<Row> rows(SparkSession spark, Amount amount, StructType schema, Draw draw) {
        long seed = amount.seed;
        return spark.range(0, amount.rows, 1, amount.partitions)
                .map(
                        (MapFunction<Long, Row>) number -> RowFactory.create(
                                draw.from(new SplittableRandom(seed * 0x9E3779B97F4A7C15L + number + 1))),
                        Encoders.row(schema));
    }

    private static StructType columns(String prefix, int number) {
        StructType schema = new StructType();
        for (int j = 0; j < number; j++) {
            schema = schema.add(prefix + j, DataTypes.DoubleType);
        }
        return schema;
    }

    private static double[] normals(RandomGenerator random, int number) {
        double[] normals = new double[number];
        for (int i = 0; i < number; i++) {
            normals[i] = random.nextGaussian();
        }
        return normals;
    }

    private static int drawn(RandomGenerator random, double[] weights) {
        double total = 0;
        for (double weight : weights) {
            total += weight;
        }
        double left = random.nextDouble() * total;
        int k = 0;
        while (k < weights.length - 1 && left >= weights[k]) {
            left -= weights[k++];
        }
        return k;
    }
}
