namespace AsyncSplit;

/// <summary>
/// What completes or fails one callback of one chain, from anywhere: hand it out (in a link, a message, a webhook's address) and keep it from everyone else. URL-safe text.
/// </summary>
/// <param name="Value">The token as text. Opaque: it names the callback and says until when it may be completed, and a key signs that.</param>
public sealed record CallbackToken(string Value)
{
    /// <summary>The token as text.</summary>
    public override string ToString() => Value;
}
