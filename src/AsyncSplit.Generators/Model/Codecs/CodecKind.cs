namespace AsyncSplit.Generators.Model.Codecs;

internal enum CodecKind
{
    /// <summary>An object with members.</summary>
    Object,

    /// <summary>One of several derived types, told apart by a discriminator.</summary>
    Polymorphic,
}
