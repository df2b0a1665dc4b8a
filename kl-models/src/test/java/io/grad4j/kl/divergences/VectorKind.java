package io.grad4j.kl.divergences;

import static io.grad4j.autodiff.ops.Elementwise.exp;
import static io.grad4j.autodiff.ops.Reductions.norm;
import static io.grad4j.autodiff.ops.Shaping.reshape;
import static io.grad4j.autodiff.ops.Shaping.rows;
import static io.grad4j.autodiff.ops.Softmaxes.softmax;

import io.grad4j.autodiff.Each;
import io.grad4j.autodiff.Var;
import io.grad4j.kl.distributions.Categorical;
import io.grad4j.kl.distributions.Covariance;
import io.grad4j.kl.distributions.Dirichlet;
import io.grad4j.kl.distributions.InverseWishart;
import io.grad4j.kl.distributions.Multinomial;
import io.grad4j.kl.distributions.Multivariate;
import io.grad4j.kl.distributions.MultivariateNormal;
import io.grad4j.kl.distributions.Parameter;
import io.grad4j.kl.distributions.Simplex;
import io.grad4j.kl.distributions.VonMisesFisher;
import io.grad4j.kl.distributions.Wishart;
import java.util.function.Function;
import org.ejml.dense.row.CommonOps_DDRM;

/** Every distribution of a vector or a matrix, as a smooth function of {@link #SIZE} real numbers in [-1, 1]. */
enum VectorKind {
    CATEGORICAL(x -> new Categorical(Simplex.of(softmax(rows(x, 0, 4))))),
    CATEGORICAL_BY_LOGITS(x -> new Categorical(Simplex.ofLogits(rows(x, 0, 4)))),
    MULTINOMIAL(x -> new Multinomial(3, Simplex.of(softmax(rows(x, 0, 3))))),
    DIRICHLET(x -> new Dirichlet(exp(rows(x, 0, 3)).plus(1))),
    NORMAL_FULL(x -> new MultivariateNormal(rows(x, 0, 3), Covariance.of(definite(x)))),
    NORMAL_DIAGONAL(x -> new MultivariateNormal(rows(x, 0, 3), Covariance.diagonal(exp(rows(x, 3, 6))))),
    NORMAL_LOW_RANK(x -> new MultivariateNormal(
            rows(x, 0, 3),
            new Covariance.LowRank(Parameter.of(reshape(rows(x, 3, 9), 3, 2)), Parameter.of(exp(rows(x, 9, 12)))))),
    VON_MISES_FISHER(
            x -> new VonMisesFisher(unit(rows(x, 0, 3)), exp(rows(x, 3, 4)).scale(2))),
    WISHART(x -> new Wishart(exp(rows(x, 11, 12)).plus(3), definite(x))),
    INVERSE_WISHART(x -> new InverseWishart(exp(rows(x, 11, 12)).plus(6), definite(x)));

    static final int SIZE = 12;

    private final Function<Var, Multivariate> make;

    VectorKind(Function<Var, Multivariate> make) {
        this.make = make;
    }

    /** By the entries {@code from} on of a column. */
    Multivariate of(Var column, int from) {
        return make.apply(rows(column, from, from + SIZE));
    }

    /** I + AAᵀ. */
    private static Var definite(Var x) {
        Var a = reshape(rows(x, 3, 12), 3, 3);
        return a.multTransB(a).plus(x.tape().constant(CommonOps_DDRM.identity(3)));
    }

    private static Var unit(Var x) {
        Var away = x.plus(1.5);
        return away.elementDiv(norm(away, Each.MATRIX));
    }
}
