package io.grad4j.tour.data;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Observations, one a row, each of a class. */
public final class DataSet {
    private final DMatrixRMaj features;
    private final int[] labels;
    private final List<String> classes;

    private DataSet(DMatrixRMaj features, int[] labels, List<String> classes) {
        this.features = features;
        this.labels = labels;
        this.classes = classes;
    }

    /**
     * Observations that are checked; the arguments are copied.
     *
     * @param name for the messages
     * @param features finite, a row an observation
     * @param labels a class of each row, from 0
     * @param classes their names
     * @throws MalformedData if there are fewer than 2 rows, all rows are equal, a number is not finite, or a label is out of range
     */
    public static DataSet of(String name, DMatrixRMaj features, int[] labels, List<String> classes) {
        if (features.numRows < 2 || features.numCols < 1) {
            throw new MalformedData(name + ": " + features.numRows + " rows of " + features.numCols
                    + " measures where at least 2 rows of 1 are needed");
        }
        if (labels.length != features.numRows) {
            throw new MalformedData(name + ": " + labels.length + " labels of " + features.numRows + " rows");
        }
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0 || labels[i] >= classes.size()) {
                throw new MalformedData(name + ": row " + (i + 1) + ": label " + labels[i] + " is not from 0 to "
                        + (classes.size() - 1));
            }
            for (int c = 0; c < features.numCols; c++) {
                if (!Double.isFinite(features.get(i, c))) {
                    throw new MalformedData(name + ": row " + (i + 1) + ", measure " + (c + 1) + ": "
                            + features.get(i, c) + " is not finite");
                }
            }
        }
        DataSet data = new DataSet(features.copy(), labels.clone(), List.copyOf(classes));
        if (data.allRowsEqual()) {
            throw new MalformedData(name + ": all " + features.numRows + " rows are equal");
        }
        return data;
    }

    private boolean allRowsEqual() {
        int d = features.numCols;
        return IntStream.range(0, features.getNumElements()).allMatch(i -> features.data[i] == features.data[i % d]);
    }

    /** A copy of the measures, a row an observation. */
    public DMatrixRMaj features() {
        return features.copy();
    }

    /** A copy of the class of each row. */
    public int[] labels() {
        return labels.clone();
    }

    /** The names of the classes. */
    public List<String> classes() {
        return classes;
    }

    /** Number of rows. */
    public int size() {
        return labels.length;
    }

    /** The first {@code n} rows, or all if there are fewer. */
    public DataSet first(int n) {
        return rows(IntStream.range(0, Math.min(n, size())).toArray());
    }

    private DataSet rows(int... numbers) {
        DMatrixRMaj taken = new DMatrixRMaj(numbers.length, features.numCols);
        for (int i = 0; i < numbers.length; i++) {
            System.arraycopy(
                    features.data, numbers[i] * features.numCols, taken.data, i * features.numCols, features.numCols);
        }
        return new DataSet(taken, Arrays.stream(numbers).map(i -> labels[i]).toArray(), classes);
    }

    /** The same with every measure multiplied. */
    public DataSet scaled(double factor) {
        DMatrixRMaj scaled = features.copy();
        CommonOps_DDRM.scale(factor, scaled);
        return new DataSet(scaled, labels, classes);
    }

    /**
     * Rows to train on and rows to judge by.
     *
     * @param training four of every five rows
     * @param heldOut every fifth row
     */
    public record Split(DataSet training, DataSet heldOut) {
        /** The measures less their mean over the training rows. */
        public Split centred() {
            DMatrixRMaj x = training.features;
            double[] mean = CommonOps_DDRM.sumCols(x, null).data;
            Arrays.setAll(mean, c -> mean[c] / x.numRows);
            double[] one = new double[mean.length];
            Arrays.fill(one, 1);
            return new Split(training.standardized(mean, one), heldOut.standardized(mean, one));
        }

        /**
         * The measures less their mean and over their standard deviation, both over the training rows.
         *
         * @throws MalformedData if a measure is the same in all training rows
         */
        public Split standardized() {
            DMatrixRMaj x = training.features;
            double[] mean = new double[x.numCols];
            double[] deviation = new double[x.numCols];
            for (int c = 0; c < x.numCols; c++) {
                DMatrixRMaj column = CommonOps_DDRM.extractColumn(x, c, null);
                mean[c] = CommonOps_DDRM.elementSum(column) / x.numRows;
                CommonOps_DDRM.add(column, -mean[c]);
                deviation[c] = Math.sqrt(CommonOps_DDRM.dot(column, column) / x.numRows);
                if (deviation[c] == 0) {
                    throw new MalformedData("measure " + (c + 1) + " is " + mean[c] + " in every row");
                }
            }
            return new Split(training.standardized(mean, deviation), heldOut.standardized(mean, deviation));
        }
    }

    private DataSet standardized(double[] mean, double[] deviation) {
        DMatrixRMaj z = features.copy();
        for (int i = 0; i < z.getNumElements(); i++) {
            int c = i % z.numCols;
            z.data[i] = (z.data[i] - mean[c]) / deviation[c];
        }
        return new DataSet(z, labels, classes);
    }

    /** Every fifth row held out. */
    public Split split() {
        return new Split(
                rows(IntStream.range(0, size()).filter(i -> i % 5 != 4).toArray()),
                rows(IntStream.range(0, size()).filter(i -> i % 5 == 4).toArray()));
    }
}
