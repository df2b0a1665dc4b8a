package io.grad4j.kl.estimators;

/** Which divergence of a model p_θ and a target q. */
public enum Divergence {
    /** KL(p_θ‖q) = E_{p_θ}[log p_θ - log q], which seeks a mode of q. */
    REVERSE_KL("KL(p_θ‖q)"),

    /** KL(q‖p_θ) = E_q[log q - log p_θ], which covers the modes of q. */
    FORWARD_KL("KL(q‖p_θ)");

    private final String formula;

    Divergence(String formula) {
        this.formula = formula;
    }

    /** The formula, of p_θ and q. */
    @Override
    public String toString() {
        return formula;
    }
}
