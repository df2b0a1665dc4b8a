package io.grad4j.kl.estimators;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Shape;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/** Points over which a mean is taken: independent draws, or all points with weights that make the mean exact. */
public final class WeightedPoints {
    /** Weights that are sums of rounded probabilities differ from 1 in sum by less. */
    static final double ROUNDING = 1e-9;

    private final DMatrixRMaj points;
    private final DMatrixRMaj weights;
    private final boolean drawn;

    private WeightedPoints(DMatrixRMaj points, DMatrixRMaj weights, boolean drawn) {
        this.points = points;
        this.weights = weights;
        this.drawn = drawn;
    }

    /**
     * Independent draws, one a row, each of weight 1/n.
     *
     * @throws ArgumentException if there is none
     */
    public static WeightedPoints drawn(DMatrixRMaj points) {
        if (points.numRows == 0) {
            throw new ArgumentException("drawn", "points", "none given; shape " + Shape.of(points));
        }
        DMatrixRMaj weights = new DMatrixRMaj(points.numRows, 1);
        CommonOps_DDRM.fill(weights, 1.0 / points.numRows);
        return new WeightedPoints(points.copy(), weights, true);
    }

    /**
     * All points of a finite support, or the nodes of a quadrature, one a row.
     *
     * @param weights n×1, ≥ 0, of sum 1
     * @throws ArgumentException if the weights are not such
     */
    public static WeightedPoints of(DMatrixRMaj points, DMatrixRMaj weights) {
        ArgumentException.requireShape("WeightedPoints", "weights", weights, new Shape(points.numRows, 1));
        ArgumentException.requireFinite("WeightedPoints", "weights", weights);
        for (int i = 0; i < weights.numRows; i++) {
            if (weights.data[i] < 0) {
                throw ArgumentException.entry("WeightedPoints", "weights", weights, i, "is negative");
            }
        }
        double sum = CommonOps_DDRM.elementSum(weights);
        if (Math.abs(sum - 1) > ROUNDING) {
            throw new ArgumentException("WeightedPoints", "weights", "their sum is " + sum + " where 1 is needed");
        }
        return new WeightedPoints(points.copy(), weights.copy(), false);
    }

    /**
     * The Gauss-Hermite nodes for the mean of a function of standard normal ε in d dimensions, exact for polynomials of degree below
     * 2·nodes in each.
     *
     * <p>The nodes are the eigenvalues of the Jacobi matrix of the Hermite polynomials (Golub and Welsch, 1969). A weight is 1/Σ_k hₖ(x)² over
     * the orthonormal polynomials below that order, which keeps its digits however small it is, as the eigenvectors do not.
     *
     * @param nodes a dimension, at least 1; the product has nodesᵈ points
     */
    public static WeightedPoints gaussHermite(int nodes, int dimension) {
        if (nodes < 1 || dimension < 1) {
            throw new ArgumentException(
                    "gaussHermite", "nodes, dimension", nodes + ", " + dimension + " where both must be 1 or more");
        }
        double[] x = hermiteRoots(nodes);
        return product(x, Arrays.stream(x).map(v -> hermiteWeight(nodes, v)).toArray(), dimension);
    }

    /**
     * The points of a grid of one step with the weights of the standard normal density, for the mean of a function of ε in d dimensions: the
     * trapezoidal rule.
     *
     * <p>For a function that is analytic within a of the real axis the error is about e^{-2πa/step} (Trefethen and Weideman, 2014), which beats
     * {@link #gaussHermite} where a is small: where the function turns sharply, as the logarithm of a mixture does between its modes.
     *
     * @param step from 0.01 to 1; the grid ends beyond 9, where the density is 1e-18
     */
    public static WeightedPoints normalGrid(double step, int dimension) {
        if (!(step >= 0.01 && step <= 1) || dimension < 1) {
            throw new ArgumentException(
                    "normalGrid",
                    "step, dimension",
                    step + ", " + dimension + " where 0.01 to 1, and 1 or more are needed");
        }
        int side = (int) Math.ceil(9 / step);
        double[] x = new double[2 * side + 1];
        Arrays.setAll(x, i -> (i - side) * step);
        double[] density = Arrays.stream(x).map(v -> Math.exp(-v * v / 2)).toArray();
        double sum = Arrays.stream(density).sum();
        return product(x, Arrays.stream(density).map(w -> w / sum).toArray(), dimension);
    }

    /** All tuples of the points of a line, with the products of their weights. */
    private static WeightedPoints product(double[] x, double[] w, int dimension) {
        int n = 1;
        for (int j = 0; j < dimension; j++) {
            n = Math.multiplyExact(n, x.length);
        }
        DMatrixRMaj points = new DMatrixRMaj(n, dimension);
        DMatrixRMaj weights = new DMatrixRMaj(n, 1);
        for (int i = 0; i < n; i++) {
            weights.data[i] = 1;
            int rest = i;
            for (int j = 0; j < dimension; j++) {
                points.set(i, j, x[rest % x.length]);
                weights.data[i] *= w[rest % x.length];
                rest /= x.length;
            }
        }
        return new WeightedPoints(points, weights, false);
    }

    private static double[] hermiteRoots(int n) {
        DMatrixRMaj jacobi = new DMatrixRMaj(n, n);
        for (int i = 1; i < n; i++) {
            jacobi.set(i - 1, i, Math.sqrt(i));
            jacobi.set(i, i - 1, Math.sqrt(i));
        }
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(n, false, true);
        if (!eigen.decompose(jacobi)) {
            throw new IllegalStateException("the eigenvalues of the Jacobi matrix of order " + n + " did not converge");
        }
        double[] roots = new double[n];
        Arrays.setAll(roots, i -> eigen.getEigenvalue(i).getReal());
        Arrays.sort(roots);
        return roots;
    }

    private static double hermiteWeight(int n, double x) {
        double before = 0;
        double h = 1;
        double sum = 0;
        for (int k = 0; k < n; k++) {
            sum += h * h;
            double next = (x * h - Math.sqrt(k) * before) / Math.sqrt(k + 1.0);
            before = h;
            h = next;
        }
        return 1 / sum;
    }

    /** Other points with the weights of these. */
    WeightedPoints with(DMatrixRMaj others) {
        return new WeightedPoints(others, weights, drawn);
    }

    /** Number of points. */
    public int size() {
        return points.numRows;
    }

    /** Whether these are independent draws, so that a mean over them has an error. */
    public boolean areDrawn() {
        return drawn;
    }

    /** A copy of the points, one a row. */
    public DMatrixRMaj points() {
        return points.copy();
    }

    /** A copy of the weights, n×1. */
    public DMatrixRMaj weights() {
        return weights.copy();
    }
}
