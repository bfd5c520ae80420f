using System.Text.Json;

namespace AsyncSplit.Errors;

/// <summary>The member names of an error in docs/wire-format.md.</summary>
internal static class ErrorNames
{
    internal static readonly JsonEncodedText Type = JsonEncodedText.Encode("type");
    internal static readonly JsonEncodedText Bases = JsonEncodedText.Encode("bases");
    internal static readonly JsonEncodedText Message = JsonEncodedText.Encode("message");
    internal static readonly JsonEncodedText Raw = JsonEncodedText.Encode("raw");
    internal static readonly JsonEncodedText HResult = JsonEncodedText.Encode("hresult");
    internal static readonly JsonEncodedText Stack = JsonEncodedText.Encode("stack");
    internal static readonly JsonEncodedText Source = JsonEncodedText.Encode("source");
    internal static readonly JsonEncodedText Help = JsonEncodedText.Encode("help");
    internal static readonly JsonEncodedText Entries = JsonEncodedText.Encode("entries");
    internal static readonly JsonEncodedText Remote = JsonEncodedText.Encode("$remote");
    internal static readonly JsonEncodedText Data = JsonEncodedText.Encode("data");
    internal static readonly JsonEncodedText Inner = JsonEncodedText.Encode("inner");
}
