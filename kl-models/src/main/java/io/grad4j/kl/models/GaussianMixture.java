package io.grad4j.kl.models;

import static io.grad4j.autodiff.ops.Elementwise.exp;
import static io.grad4j.autodiff.ops.Gaussians.logDensityByCholesky;
import static io.grad4j.autodiff.ops.Shaping.columns;
import static io.grad4j.autodiff.ops.Shaping.gatherColumns;
import static io.grad4j.autodiff.ops.Shaping.reshape;
import static io.grad4j.autodiff.ops.Shaping.rows;
import static io.grad4j.autodiff.ops.Shaping.stackColumns;
import static io.grad4j.autodiff.ops.Softmaxes.logSoftmax;
import static io.grad4j.autodiff.ops.Softmaxes.logSumExp;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Each;
import io.grad4j.autodiff.Shape;
import io.grad4j.autodiff.Var;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * A mixture of k Gaussians in d dimensions, Σⱼ πⱼ N(μⱼ, LⱼLⱼᵀ) with π = softmax of the logits, whose parameters are free of constraints.
 *
 * @param logits 1×k
 * @param means one a row, k×d
 * @param factors one a row, k×d(d+1)/2: the logarithms of the diagonal of L, then its entries below, row by row
 */
public record GaussianMixture(Var logits, Var means, Var factors) {
    /** Refuses parameters that do not fit each other. */
    public GaussianMixture {
        int k = means.rows();
        int d = means.cols();
        ArgumentException.requireShape("mixture", "logits", logits.value(), new Shape(1, k));
        ArgumentException.requireShape("mixture", "factors", factors.value(), new Shape(k, d * (d + 1) / 2));
    }

    /**
     * ln πⱼ + ln N(xᵢ; μⱼ, LⱼLⱼᵀ) of each row for each component, m×k.
     *
     * @throws ArgumentException if x is empty, not finite, or not of d columns
     */
    public Var logJoint(Var x) {
        Observations.require("mixture", x);
        Var unpacked = unpackedFactors();
        Var[] densities = new Var[means.rows()];
        for (int j = 0; j < densities.length; j++) {
            densities[j] = logDensityByCholesky(x, rows(means, j, j + 1), factor(unpacked, j));
        }
        Var all = stackColumns(densities[0], Arrays.copyOfRange(densities, 1, densities.length));
        return all.plus(logSoftmax(logits));
    }

    /** Σᵢ ln p(xᵢ) over the rows of x, 1×1. */
    public Var logLikelihood(Var x) {
        return logSumExp(logJoint(x), Each.ROW).sum();
    }

    /** ln P(j|xᵢ), m×k: the posterior of the component that a row came from. */
    public Var logResponsibilities(Var x) {
        return logSoftmax(logJoint(x), Each.ROW);
    }

    /** LⱼLⱼᵀ of component {@code j}, counted from 0, d×d. */
    public Var covariance(int j) {
        Var l = factor(unpackedFactors(), j);
        return l.multTransB(l);
    }

    private Var factor(Var unpacked, int j) {
        return reshape(rows(unpacked, j, j + 1), means.cols(), means.cols());
    }

    /** L of every component, one a row of d² entries. */
    private Var unpackedFactors() {
        int k = means.rows();
        int d = means.cols();
        Var diagonal = exp(columns(factors, 0, d));
        Var below = columns(factors, d, factors.cols());
        Var zero = factors.tape().constant(new DMatrixRMaj(k, 1));
        return gatherColumns(stackColumns(diagonal, below, zero), places(d));
    }

    /** Where in a row of (diagonal, entries below, 0) each entry of L stands. */
    private static int[] places(int d) {
        int[] places = new int[d * d];
        Arrays.fill(places, d * (d + 1) / 2);
        int next = d;
        for (int r = 0; r < d; r++) {
            for (int c = 0; c < r; c++) {
                places[r * d + c] = next++;
            }
            places[r * d + r] = r;
        }
        return places;
    }

    /**
     * The row of {@link #factors} that stands for a lower factor.
     *
     * @param l d×d with a positive diagonal, of which only the lower triangle is read
     * @throws ArgumentException if it is not square, or a diagonal entry is not positive
     */
    public static double[] packed(DMatrixRMaj l) {
        ArgumentException.requireSquare("mixture", "l", l);
        int d = l.numRows;
        int[] places = places(d);
        double[] row = new double[d * (d + 1) / 2];
        for (int r = 0; r < d; r++) {
            for (int c = 0; c <= r; c++) {
                row[places[r * d + c]] = l.get(r, c);
            }
            if (!(row[r] > 0)) {
                throw ArgumentException.entry("mixture", "l", l, r * d + r, "is not positive");
            }
            row[r] = Math.log(row[r]);
        }
        return row;
    }
}
