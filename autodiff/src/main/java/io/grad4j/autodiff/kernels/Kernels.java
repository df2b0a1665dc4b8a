package io.grad4j.autodiff.kernels;

import org.ejml.data.DMatrixRMaj;

/**
 * The loops behind the primitives. Arguments have been checked; a result array or matrix is written in full and is apart from
 * the arguments unless said otherwise. Matrices are row-major, and only their first {@code numRows·numCols} entries count.
 */
public interface Kernels {
    /**
     * The kernels in use, chosen once at start: vectors if the JVM was started with {@code --add-modules jdk.incubator.vector}, else plain
     * loops; {@code -Dgrad4j.kernels=scalar} or {@code vector} forces one.
     */
    static Kernels active() {
        return Choice.ACTIVE;
    }

    /** What these are, for messages; for instance {@code "vector, 512 bits"}. */
    String name();

    /** yᵢ = f(xᵢ) for i < n. */
    void map(Map f, double[] x, double[] y, int n);

    /** yᵢ = -xᵢ for i < n. */
    void negate(double[] x, double[] y, int n);

    /** y = f(a, b), where a or b may have one row or column for y's many; y may be an argument of its own shape. */
    void zip(Zip f, DMatrixRMaj a, DMatrixRMaj b, DMatrixRMaj y);

    /** y = x with its one row or column repeated to y's shape. */
    void broadcast(DMatrixRMaj x, DMatrixRMaj y);

    /** y = xᵀ. */
    void transpose(DMatrixRMaj x, DMatrixRMaj y);

    /** Σ aᵢ·bᵢ over i < n with 0·∞ = 0. */
    double dotOrZero(double[] a, double[] b, int n);

    /** y = op(a)·op(b), op the transpose where asked. */
    void mult(DMatrixRMaj a, boolean transA, DMatrixRMaj b, boolean transB, DMatrixRMaj y);

    /** yₗ = Σ of line l; 0 for an empty line. */
    void sum(Lines lines, double[] x, double[] y);

    /** yₗ = m + ln(1 + Σ exp(x-m)), m the maximum of line l, its term left out of the sum; -∞ for an empty line. */
    void logSumExp(Lines lines, double[] x, double[] y);

    /** y = exp(x-m)/Σ exp(x-m) along each line; infinite maxima share 1 equally, a line of -∞ gives zeros. */
    void softmax(Lines lines, double[] x, double[] y);

    /**
     * y = (x-m) - ln(1 + Σ exp(x-m)) along each line, the term of m left out of the sum; the logarithm of {@link #softmax} where a
     * maximum is infinite.
     */
    void logSoftmax(Lines lines, double[] x, double[] y);

    /** y = v - ⟨softmax x, v⟩ along each line; v where the line of x is all -∞. */
    void centred(Lines lines, double[] x, double[] v, double[] y);

    /** y = v - softmax x · Σ v along each line; v where the line of x is all -∞. */
    void balanced(Lines lines, double[] x, double[] v, double[] y);

    /** yₗ = -Σ p ∘ log softmax z over line l with 0·∞ = 0. */
    void crossEntropy(Lines lines, double[] p, double[] z, double[] y);

    /** y = sₗ·(softmax z · Σ p - p) along each line l. */
    void crossEntropySlope(Lines lines, double[] s, double[] p, double[] z, double[] y);

    /** yₗ = the largest entry of line l; -∞ for an empty line, NaN where an entry is. */
    void maximum(Lines lines, double[] x, double[] y);

    /** y = 1/k at each of the k entries of a line that equal its maximum, 0 elsewhere; NaN entries equal a NaN maximum. */
    void largestShares(Lines lines, double[] x, double[] y);

    /** yₗ = √Σ x² of line l, scaled by its largest entry where a square would overflow or vanish. */
    void norm(Lines lines, double[] x, double[] y);

    /** yₗ = Σ x² of line l. */
    void sumOfSquares(Lines lines, double[] x, double[] y);

    /** y = running sums along each line, from the first entry or from the last. */
    void cumulativeSum(Lines lines, boolean fromLast, double[] x, double[] y);

    /** yᵢⱼ = factor·⟨aᵢ - aⱼ, bᵢ - bⱼ⟩ for the rows of the n×d a and b, and {@code self} where i = j. */
    void pairedDifferences(DMatrixRMaj a, DMatrixRMaj b, double factor, double self, DMatrixRMaj y);

    /** yᵢ = factor·Σⱼ (vᵢⱼ + vⱼᵢ)·(bᵢ - bⱼ) for the n×n v and the rows of the n×d b. */
    void laplacian(double factor, DMatrixRMaj v, DMatrixRMaj b, DMatrixRMaj y);

    /** y, (d+1)×d, = Σᵢ (xᵢ - μ)ᵀ(xᵢ - μ) over the rows of the N×d x, and under it Σᵢ (xᵢ - μ); μ is 1×d. */
    void moments(DMatrixRMaj x, DMatrixRMaj mu, DMatrixRMaj y);

    /**
     * The lower factor l of the symmetric n×n a = l·lᵀ; l may be a.
     *
     * @return n, or the first row whose pivot is not above 0, with the pivot in its place of l
     */
    int cholesky(double[] a, double[] l, int n);

    /** x = l⁻¹·b, or l⁻ᵀ·b, for the lower triangle of the n×n l and b n×m; x may be b. */
    void solveLower(double[] l, boolean transposed, double[] b, double[] x, int n, int m);

    /** x = b·l⁻ᵀ for the lower triangle of the n×n l and b m×n, a row at a time; x may be b. */
    void solveLowerRows(double[] l, double[] b, double[] x, int n, int m);
}
