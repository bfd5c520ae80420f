namespace AsyncSplit;

/// <summary>A text that is no callback token of this application: mutilated, forged, or signed with a key that is not configured here any more.</summary>
public sealed class InvalidCallbackTokenException : Exception
{
    internal InvalidCallbackTokenException(string reason, Exception? inner = null)
        : base($"This is no callback token: {reason}", inner)
    {
    }
}
