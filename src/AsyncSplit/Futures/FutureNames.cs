using System.Text.Json;

namespace AsyncSplit.Futures;

/// <summary>The names of docs/wire-format.md for futures, encoded once.</summary>
internal static class FutureNames
{
    /// <summary>The resume point of the frame that a started call answers to.</summary>
    public const string ResumePoint = "$future";

    /// <summary>Before the name of a value's type, where nobody is called: a callback or a signal.</summary>
    public const string Value = "$value:";

    public static readonly JsonEncodedText Future = JsonEncodedText.Encode("future");
    public static readonly JsonEncodedText Of = JsonEncodedText.Encode("of");
    public static readonly JsonEncodedText Result = JsonEncodedText.Encode("result");
    public static readonly JsonEncodedText Error = JsonEncodedText.Encode("error");
    public static readonly JsonEncodedText All = JsonEncodedText.Encode("all");
    public static readonly JsonEncodedText Any = JsonEncodedText.Encode("any");
    public static readonly JsonEncodedText Within = JsonEncodedText.Encode("within");
    public static readonly JsonEncodedText Once = JsonEncodedText.Encode("once");
    public static readonly JsonEncodedText Wait = JsonEncodedText.Encode("wait");
    public static readonly JsonEncodedText Settled = JsonEncodedText.Encode("settled");
}
