namespace AsyncSplit.Protection;

/// <summary>How far the protection of envelopes is introduced: one stage after the other, each in all processes, where chains are in flight. Taken back in the opposite order.</summary>
public enum EnvelopeProtectionStage
{
    /// <summary>What is not protected is refused. The only stage that protects from anything.</summary>
    Required = 0,

    /// <summary>The first: protected envelopes are understood, and none is written yet.</summary>
    Understood = 1,

    /// <summary>The second: what is written is protected, and what is not is still taken.</summary>
    Written = 2,
}
