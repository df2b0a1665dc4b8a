/**
 * The families of primitives and the named functions on them, made for static import.
 *
 * <p>A constant of a family keeps its value and its rules in one place; the rules are written in the algebra of {@link
 * io.grad4j.autodiff.Var}.
 *
 * <h2>Conventions at the edges</h2>
 *
 * <p>Each row is held by a test. "Refused" is an {@link io.grad4j.autodiff.ArgumentException}, after which the tape is as it was.
 *
 * <table>
 * <caption>What happens at the edges of operations</caption>
 * <thead><tr><th>case</th><th>here</th><th>why</th></tr></thead>
 * <tbody>
 * <tr id="log-zero">
 * <td>log 0, log1p(-1)</td>
 * <td>-∞; the slope is ∞, for either zero</td>
 * <td>the limit, by IEEE</td>
 * </tr>
 * <tr id="infinite-slopes">
 * <td>√x at 0, arcsin and arccos at ±1, log1mexp at 0</td>
 * <td>the slope is infinite, with the sign of the limit</td>
 * <td>the limit; a zero cotangent passes nothing through it</td>
 * </tr>
 * <tr id="domain">
 * <td>log of a negative number, arcsin 2, …</td>
 * <td>refused, naming the entry; a NaN is carried</td>
 * <td>a number would be a silent mistake</td>
 * </tr>
 * <tr id="trigonometric-infinity">
 * <td>sin, cos, tan of ±∞</td>
 * <td>NaN</td>
 * <td>by IEEE: there is no limit</td>
 * </tr>
 * <tr id="tails">
 * <td>expm1, σ, tanh, softplus and their slopes at ±40</td>
 * <td>every digit kept: σ′ = σ(x)·σ(-x), tanh′ = sech²</td>
 * <td>y·(1 - y) and 1 - y² cancel</td>
 * </tr>
 * <tr id="log1mexp">
 * <td>log1mexp near 0 and far below</td>
 * <td>exact at both ends</td>
 * <td>by log(-expm1 x) or log1p(-eˣ), whichever does not cancel</td>
 * </tr>
 * <tr id="kinks">
 * <td>relu at 0, |x| at 0</td>
 * <td>the slope is 0, and so is its derivative</td>
 * <td>a subgradient; one rule</td>
 * </tr>
 * <tr id="locally-constant">
 * <td>sign</td>
 * <td>a constant: nothing is recorded</td>
 * <td>its derivative is 0 wherever it has one</td>
 * </tr>
 * <tr id="pair-ties">
 * <td>max(a, b), min(a, b) where a = b</td>
 * <td>each gets half the cotangent; 0 and -0 are equal</td>
 * <td>symmetric: max(x, x) has slope 1</td>
 * </tr>
 * <tr id="largest-ties">
 * <td>the largest or smallest of a line, several times</td>
 * <td>they share the cotangent equally</td>
 * <td>as for pairs</td>
 * </tr>
 * <tr id="clamp">
 * <td>clamp on a bound</td>
 * <td>the slope is ½; low above high is refused</td>
 * <td>a tie of max or min</td>
 * </tr>
 * <tr id="nan-position">
 * <td>a NaN in max, min, maximum, minimum, norm</td>
 * <td>NaN, wherever it stands</td>
 * <td>no order of entries may hide it</td>
 * </tr>
 * <tr id="multiplication">
 * <td>0·∞ of elementMult</td>
 * <td>NaN in the value; 0 in a gradient whose cotangent is 0</td>
 * <td>by IEEE; 0·∞ = 0 in every slope</td>
 * </tr>
 * <tr id="matrix-products">
 * <td>0·∞ inside a product of matrices</td>
 * <td>NaN, in the gradient too where a zero cotangent meets ∞; 0 in dot</td>
 * <td>by IEEE</td>
 * </tr>
 * <tr id="cancelling-infinities">
 * <td>∞ - ∞ of plus, minus, sums, means, variances and running sums</td>
 * <td>NaN</td>
 * <td>by IEEE</td>
 * </tr>
 * <tr id="zero-times-infinity">
 * <td>0·∞ of elementMultOrZero, dot and xlogy</td>
 * <td>0; the pair is left out of both gradients</td>
 * <td>0·log 0 is 0 in an entropy</td>
 * </tr>
 * <tr id="division">
 * <td>0/0, ∞/∞, x/0</td>
 * <td>NaN, NaN, ±∞</td>
 * <td>by IEEE</td>
 * </tr>
 * <tr id="where-nan">
 * <td>an entry masked by elementMultOrZero, whatever its slope</td>
 * <td>gradient 0, not NaN</td>
 * <td>0·∞ = 0 in every slope</td>
 * </tr>
 * <tr id="power">
 * <td>a⁰ and 0ᵇ</td>
 * <td>1, slope 0 by a; 0 for b &gt; 0, slope 0 by b; (-2)^½ is refused</td>
 * <td>the limits</td>
 * </tr>
 * <tr id="broadcasting">
 * <td>shapes that differ</td>
 * <td>a dimension of 1 is repeated to the other's, 0 included; others are refused; gradients are summed</td>
 * <td>one rule for all of the functions of two matrices</td>
 * </tr>
 * <tr id="empty-reductions">
 * <td>sum, product, norm, maximum, minimum of nothing</td>
 * <td>0, 1, 0, -∞, ∞</td>
 * <td>their neutral elements</td>
 * </tr>
 * <tr id="empty-products">
 * <td>m×0 times 0×n</td>
 * <td>m×n zeros</td>
 * <td>an empty sum</td>
 * </tr>
 * <tr id="mean">
 * <td>the mean of equal entries</td>
 * <td>that entry</td>
 * <td>the sum is divided, not multiplied by a rounded 1/k</td>
 * </tr>
 * <tr id="mean-of-nothing">
 * <td>mean and variance of nothing</td>
 * <td>refused</td>
 * <td>0/0</td>
 * </tr>
 * <tr id="variance">
 * <td>variance beside a large offset</td>
 * <td>keeps its digits</td>
 * <td>by deviations, centred twice</td>
 * </tr>
 * <tr id="norm-at-zero">
 * <td>norm at 0</td>
 * <td>gradient 0, second derivative 0</td>
 * <td>a subgradient, as of |x|</td>
 * </tr>
 * <tr id="norm-scale">
 * <td>norm of entries of 1e200 or 1e-200</td>
 * <td>exact</td>
 * <td>scaled before it is squared</td>
 * </tr>
 * <tr id="norm-infinity">
 * <td>norm with an infinite entry</td>
 * <td>∞; its gradient there NaN, 0 at finite entries</td>
 * <td>∞/∞ by IEEE</td>
 * </tr>
 * <tr id="product-with-zeros">
 * <td>product with one zero, several, one entry</td>
 * <td>gradient and Hessian right</td>
 * <td>no division by an entry</td>
 * </tr>
 * <tr id="cumulative-sum">
 * <td>running sums of nothing, with ∞</td>
 * <td>nothing; ∞ from there on</td>
 * <td>by IEEE</td>
 * </tr>
 * <tr id="bounds">
 * <td>a row, column, label or shape that is not there; a negative count</td>
 * <td>refused by name, and nothing is recorded</td>
 * <td>an index is never clipped</td>
 * </tr>
 * <tr id="slices-of-nothing">
 * <td>slices, gathers and stacks of nothing</td>
 * <td>empty matrices with the other dimension kept; gradients are zeros</td>
 * <td>0 is a shape like any other</td>
 * </tr>
 * <tr id="repeated-numbers">
 * <td>a row gathered or scattered to several times</td>
 * <td>cotangents add up</td>
 * <td>it is used several times</td>
 * </tr>
 * <tr id="log-sum-exp-shared">
 * <td>log-sum-exp of [1e16, 1e16]</td>
 * <td>gradient [½, ½]</td>
 * <td>by exp(x - m)/Σ exp(x - m), never exp(x - y)</td>
 * </tr>
 * <tr id="log-sum-exp-masked">
 * <td>log-sum-exp of all -∞, of nothing</td>
 * <td>-∞, gradient 0; -∞, an empty gradient</td>
 * <td>the limit of a sum of nothing</td>
 * </tr>
 * <tr id="log-sum-exp-infinity">
 * <td>log-sum-exp with one ∞, with several</td>
 * <td>∞, gradient one-hot; shared equally</td>
 * <td>the limit</td>
 * </tr>
 * <tr id="softmax-masked">
 * <td>softmax of a row of -∞</td>
 * <td>zeros</td>
 * <td>a fully masked row attends to nothing</td>
 * </tr>
 * <tr id="softmax-tail">
 * <td>the gradient of softmax where one entry is almost 1</td>
 * <td>keeps its digits: y ∘ (ȳ - ⟨ȳ, y⟩) does not cancel</td>
 * <td>measured from the entry at the peak</td>
 * </tr>
 * <tr id="cross-entropy-tail">
 * <td>cross-entropy of a class that is almost sure</td>
 * <td>value and gradient keep their digits</td>
 * <td>as softmax</td>
 * </tr>
 * <tr id="cross-entropy-masked">
 * <td>a class of probability 0 and logit -∞</td>
 * <td>costs nothing; a label there costs ∞</td>
 * <td>0·∞ = 0</td>
 * </tr>
 * <tr id="binary-cross-entropy">
 * <td>binary cross-entropy of a logit that is sure, ±∞ included</td>
 * <td>value and gradient keep their digits; right costs nothing at ±∞, wrong ∞; labels outside 0 to 1 are refused</td>
 * <td>both terms are ≥ 0, and 0·∞ = 0</td>
 * </tr>
 * <tr id="gaussian-scale">
 * <td>a Gaussian log-density with σ = 1e-200</td>
 * <td>exact: 459.098 at x = σ</td>
 * <td>z = (x - μ)/σ is divided before it is squared</td>
 * </tr>
 * <tr id="gaussian-domain">
 * <td>σ ≤ 0, a Σ that is not positive definite, a NaN point</td>
 * <td>refused, naming argument and entry</td>
 * <td>a number would be a silent mistake</td>
 * </tr>
 * <tr id="gaussian-forms">
 * <td>log-densities by σ, L, Σ and Σ⁻¹</td>
 * <td>agree in value and gradient, for every row</td>
 * <td>one density</td>
 * </tr>
 * <tr id="cholesky-symmetric">
 * <td>Cholesky of an A that is not symmetric</td>
 * <td>that of ½(A + Aᵀ); the gradient is symmetric</td>
 * <td>a function of the symmetric part, not of one triangle</td>
 * </tr>
 * <tr id="spd-symmetric">
 * <td>solveSpd, eigenvalues, eigenvectors likewise</td>
 * <td>functions of ½(A + Aᵀ), with symmetric gradients</td>
 * <td>the same</td>
 * </tr>
 * <tr id="not-positive-definite">
 * <td>Cholesky of an A that is not positive definite</td>
 * <td>refused, naming the pivot</td>
 * <td>it has no factor</td>
 * </tr>
 * <tr id="not-finite">
 * <td>NaN or ±∞ in a matrix that is factorized</td>
 * <td>refused, naming the entry, on the diagonal too</td>
 * <td>a factorization would return noise</td>
 * </tr>
 * <tr id="singular-solve">
 * <td>solve and inverse of a singular matrix</td>
 * <td>refused, naming the pivot that is 0 to rounding; bad scaling alone is no reason</td>
 * <td>the result would be noise</td>
 * </tr>
 * <tr id="solve-of-nothing">
 * <td>solve and inverse of 0×0</td>
 * <td>0×m</td>
 * <td>the system holds</td>
 * </tr>
 * <tr id="aliasing">
 * <td>one matrix as several arguments: a.mult(a), solve(a, a)</td>
 * <td>right in value and gradient</td>
 * <td>arguments are only read</td>
 * </tr>
 * <tr id="det-rank-deficient">
 * <td>det at rank n-1, below</td>
 * <td>gradient the adjugate, [[1, 2], [2, 4]] ↦ [[4, -2], [-2, 1]]; 0</td>
 * <td>by singular values, not by A⁻¹</td>
 * </tr>
 * <tr id="det-second-derivative">
 * <td>the second derivative of det at a singular matrix</td>
 * <td>refused; right at a regular one</td>
 * <td>its rule needs A⁻¹</td>
 * </tr>
 * <tr id="det-of-nothing">
 * <td>det of 0×0, logDet of 0×0</td>
 * <td>1, 0</td>
 * <td>an empty product</td>
 * </tr>
 * <tr id="det-scale">
 * <td>logDet of a huge or tiny matrix</td>
 * <td>neither overflows nor underflows</td>
 * <td>a sum of logarithms</td>
 * </tr>
 * <tr id="logdet-sign">
 * <td>logDet where det ≤ 0</td>
 * <td>refused; see signedLogDet</td>
 * <td>there is no real logarithm</td>
 * </tr>
 * <tr id="signed-logdet">
 * <td>signedLogDet of a singular matrix</td>
 * <td>sign 0, logarithm -∞, without a derivative</td>
 * <td>the limit; singular to working precision counts</td>
 * </tr>
 * <tr id="eigenvalue-order">
 * <td>eigenvalues and eigenvectors</td>
 * <td>ascending; each vector has its largest entry positive</td>
 * <td>repeatable</td>
 * </tr>
 * <tr id="repeated-eigenvalues">
 * <td>repeated eigenvalues</td>
 * <td>functions of them alone keep their gradient; eigenvectors and second derivatives are refused, naming the two</td>
 * <td>the vectors are not defined</td>
 * </tr>
 * <tr id="spectral-scale">
 * <td>eigenvalues and singular values of matrices of 1e-200 to 1e150</td>
 * <td>scale with the matrix</td>
 * <td>no tolerance that is absolute</td>
 * </tr>
 * <tr id="singular-order">
 * <td>singular values of tall and wide matrices</td>
 * <td>min(m, n) of them, ascending</td>
 * <td>one rule</td>
 * </tr>
 * <tr id="singular-zero">
 * <td>a singular value that is 0, but for rounding</td>
 * <td>gradient 0</td>
 * <td>as a norm at 0</td>
 * </tr>
 * <tr id="singular-repeated">
 * <td>repeated singular values</td>
 * <td>functions that use them alike keep their gradient, the nuclear norm U·Vᵀ; second derivatives are refused</td>
 * <td>the vectors are not defined</td>
 * </tr>
 * </tbody>
 * </table>
 */
@NullMarked
package io.grad4j.autodiff.ops;

import org.jspecify.annotations.NullMarked;
