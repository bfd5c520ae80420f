namespace AsyncSplit.Generators.Diagnostics;

/// <summary>The properties of diagnostics that code fixes read.</summary>
internal static class FactNames
{
    /// <summary>Present where <c>Inline()</c> can keep the await, the first further location, inside its step.</summary>
    public const string CanInline = "CanInline";

    /// <summary>The name of the local.</summary>
    public const string Local = "Local";

    /// <summary>The documentation id of an interface or abstract class that lacks derived-type attributes.</summary>
    public const string OpenType = "OpenType";
}
