namespace AsyncSplit.Generators.Model.Codecs;

/// <summary>How the value of a member gets back into the object that is read.</summary>
internal enum CodecMemberTarget
{
    /// <summary>Through a parameter of the constructor.</summary>
    Constructor,

    /// <summary>In the object initializer: <c>init</c> and <c>required</c>.</summary>
    Initializer,

    /// <summary>By assignment, so that the object may exist before.</summary>
    Setter,
}
