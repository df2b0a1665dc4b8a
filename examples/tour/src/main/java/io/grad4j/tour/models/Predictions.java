package io.grad4j.tour.models;

import static io.grad4j.autodiff.ops.Softmaxes.logSoftmax;

import io.grad4j.autodiff.Each;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.kl.divergences.Discrete;
import org.ejml.data.DMatrixRMaj;

/** What the logits of a classifier say about rows whose classes are known. */
final class Predictions {
    private final DMatrixRMaj logits;
    private final int[] labels;

    /**
     * Predictions of rows.
     *
     * @param logits a row an observation, a column a class
     * @param labels the true classes
     */
    Predictions(DMatrixRMaj logits, int... labels) {
        this.logits = logits;
        this.labels = labels;
    }

    /** The share of rows whose class has the largest logit. */
    double accuracy() {
        int right = 0;
        for (int i = 0; i < labels.length; i++) {
            int best = 0;
            for (int c = 1; c < logits.numCols; c++) {
                best = logits.get(i, c) > logits.get(i, best) ? c : best;
            }
            right += best == labels[i] ? 1 : 0;
        }
        return (double) right / labels.length;
    }

    /** H(p̂, q) for the empirical distribution p̂, which has 1/m at each row and its class, and log q = log softmax of the logits. */
    double crossEntropyFromEmpirical() {
        DMatrixRMaj empirical = new DMatrixRMaj(logits.numRows, logits.numCols);
        for (int i = 0; i < labels.length; i++) {
            empirical.set(i, labels[i], 1.0 / labels.length);
        }
        try (Tape tape = new Tape()) {
            Var logQ = logSoftmax(tape.constant(logits), Each.ROW);
            return Discrete.crossEntropy(tape.constant(empirical), logQ).scalar();
        }
    }

    /** The largest difference, over the classes, of the mean probability from the share of rows of that class. */
    double largestBias() {
        try (Tape tape = new Tape()) {
            DMatrixRMaj logQ = logSoftmax(tape.constant(logits), Each.ROW).value();
            double largest = 0;
            for (int c = 0; c < logits.numCols; c++) {
                double difference = 0;
                for (int i = 0; i < labels.length; i++) {
                    difference += Math.exp(logQ.get(i, c)) - (labels[i] == c ? 1 : 0);
                }
                largest = Math.max(largest, Math.abs(difference) / labels.length);
            }
            return largest;
        }
    }
}
