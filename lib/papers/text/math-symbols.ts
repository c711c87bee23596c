/** Math commands that are one character in Unicode. */
export const SYMBOLS: Record<string, string> = {
  ...table(`
    alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ lambda λ mu μ nu ν
    xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi ϕ varphi φ chi χ psi ψ omega ω
    Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω
    ell ℓ hbar ℏ hslash ℏ imath ı jmath ȷ Re ℜ Im ℑ wp ℘ aleph ℵ beth ℶ partial ∂ nabla ∇ infty ∞ emptyset ∅ varnothing ∅
    forall ∀ exists ∃ nexists ∄ neg ¬ lnot ¬ top ⊤ bot ⊥ angle ∠ degree ° prime ′ dagger † dag † ddagger ‡ ddag ‡
    odot ⊙ oplus ⊕ otimes ⊗ ominus ⊖ sum ∑ prod ∏ coprod ∐ int ∫ iint ∬ iiint ∭ oint ∮ bigcup ⋃ bigcap ⋂ bigoplus ⨁
    bigotimes ⨂ bigvee ⋁ bigwedge ⋀ star ⋆ ast ∗ circ ∘ bullet • cdot · cdotp · cdots ⋯ ldots … dots … vdots ⋮ ddots ⋱ dotsc …
    dotsb ⋯ langle ⟨ rangle ⟩ lfloor ⌊ rfloor ⌋ lceil ⌈ rceil ⌉ lvert | rvert | vert | lVert ‖ rVert ‖ Vert ‖
    backslash ∖ checkmark ✓ surd √ square □ Box □ blacksquare ■ triangle △ Diamond ◇ diamond ⋄ clubsuit ♣ flat ♭ sharp ♯
    natural ♮ eth ð pounds £ bigstar ★ lozenge ◊ oiint ∯ bigsqcup ⨆ upmu μ uppi π sun ⊙ intercal ⊺ lbrace { rbrace } lbrack [ rbrack ]
  `),
}

/** The same for relations and operators: they stand apart from what is on their sides. */
export const RELATIONS: Record<string, string> = table(`
  leq ≤ le ≤ leqslant ≤ geq ≥ ge ≥ geqslant ≥ lt < gt > neq ≠ ne ≠ equiv ≡ approx ≈ approxeq ≊ sim ∼ simeq ≃ cong ≅ asymp ≍
  doteq ≐ propto ∝ varpropto ∝ ll ≪ gg ≫ lll ⋘ ggg ⋙ lesssim ≲ gtrsim ≳ lsim ≲ gsim ≳ prec ≺ succ ≻ preceq ⪯ succeq ⪰
  in ∈ notin ∉ ni ∋ subset ⊂ supset ⊃ subseteq ⊆ supseteq ⊇ subsetneq ⊊ supsetneq ⊋ mid ∣ nmid ∤ parallel ∥ perp ⟂ vdash ⊢
  models ⊨ to → rightarrow → leftarrow ← gets ← leftrightarrow ↔ longrightarrow ⟶ longleftarrow ⟵ longleftrightarrow ⟷
  Rightarrow ⇒ Leftarrow ⇐ Leftrightarrow ⇔ iff ⟺ implies ⟹ Longrightarrow ⟹ Longleftrightarrow ⟺ mapsto ↦ longmapsto ⟼
  hookrightarrow ↪ rightharpoonup ⇀ rightleftharpoons ⇌ rightsquigarrow ⇝ uparrow ↑ downarrow ↓ updownarrow ↕
  nearrow ↗ searrow ↘ triangleq ≜ coloneqq ≔ colon : pm ± mp ∓ times × div ÷ cup ∪ cap ∩ vee ∨ lor ∨ wedge ∧ land ∧
  leadsto ⇝ twoheadrightarrow ↠ gtrapprox ⪆ lessapprox ⪅ eqsim ≂ precsim ≾ succsim ≿ lessgtr ≶ vDash ⊨ Vdash ⊩ dashv ⊣
  ltsim ≲ gtsim ≳ simlt ≲ simgt ≳ boxtimes ⊠ setminus ∖ sqcup ⊔ sqcap ⊓ uplus ⊎ rtimes ⋊ ltimes ⋉ wr ≀ amalg ⨿
`)

function table(pairs: string): Record<string, string> {
  const words = pairs.trim().split(/\s+/)
  return Object.fromEntries(words.flatMap((name, at) => (at % 2 === 0 ? [[name, words[at + 1] ?? '']] : [])))
}
