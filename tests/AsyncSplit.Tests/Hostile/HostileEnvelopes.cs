using System.Text;
using AsyncSplit.Messaging;

namespace AsyncSplit.Tests.Hostile;

/// <summary>Envelopes that no worker of ours has sent, and what becomes of each.</summary>
internal static class HostileEnvelopes
{
    private const string Call = """{"v":1,"chain":"c","id":"m","kind":"call","target":"my_func","created":1893456000000,"args":{"value":"a"}}""";
    private const string Frame = """{"at":"my_func@my_func_callback","shape":"m1","catches":false,"state":{"value":"a"}}""";
    private const string Resume = """{"v":1,"chain":"c","id":"m","kind":"resume","created":1893456000000,"result":"r","frames":[""" + Frame + "]}";

    public static IReadOnlyList<(string Name, byte[] Body, DeadLetterKind Kind)> All { get; } =
    [
        // Not JSON, or not all of it.
        Malformed("nothing", ""),
        Malformed("white space", " \r\n\t"),
        Malformed("text", "hello"),
        Malformed("a number", "1"),
        Malformed("null", "null"),
        Malformed("an array", "[]"),
        Malformed("an empty object", "{}"),
        Malformed("XML", "<envelope/>"),
        Malformed("a byte order mark", "\uFEFF" + Call),
        Malformed("a comment", "/* */" + Call),
        Malformed("single quotes", Call.Replace('"', '\'')),
        Malformed("a trailing comma", Call[..^1] + ",}"),
        Malformed("cut in a name", Call[..20]),
        Malformed("cut in a text", Call[..60]),
        Malformed("cut before the arguments", Call[..Call.IndexOf("\"args\"", StringComparison.Ordinal)]),
        Malformed("cut in the arguments", Call[..^3]),
        Malformed("cut in the frames", Resume[..^10]),
        Malformed("cut behind the frames", Resume[..^1]),
        ("bytes that are no UTF-8", [.. Encoding.UTF8.GetBytes("{\"v\":1,\"chain\":\""), 0xC3, 0x28, .. Encoding.UTF8.GetBytes("\"}")], DeadLetterKind.Malformed),
        ("UTF-16", Encoding.Unicode.GetBytes(Call), DeadLetterKind.Malformed),
        ("zeros", new byte[512], DeadLetterKind.Malformed),
        ("compressed", [0x1F, 0x8B, 0x08, 0, 0, 0, 0, 0, 0, 3], DeadLetterKind.Malformed),

        // JSON, but not ours.
        Malformed("the version is not first", """{"chain":"c","v":1,"id":"m","kind":"call","target":"my_func","created":0,"args":{}}"""),
        Malformed("the version is text", Call.Replace("\"v\":1", "\"v\":\"1\"", StringComparison.Ordinal)),
        Malformed("the version is a fraction", Call.Replace("\"v\":1", "\"v\":1.5", StringComparison.Ordinal)),
        Malformed("no chain", Call.Replace("\"chain\":\"c\",", "", StringComparison.Ordinal)),
        Malformed("the chain is null", Call.Replace("\"chain\":\"c\"", "\"chain\":null", StringComparison.Ordinal)),
        Malformed("the chain is an object", Call.Replace("\"chain\":\"c\"", "\"chain\":{}", StringComparison.Ordinal)),
        Malformed("no id", Call.Replace("\"id\":\"m\",", "", StringComparison.Ordinal)),
        Malformed("no kind", Call.Replace("\"kind\":\"call\",", "", StringComparison.Ordinal)),
        Malformed("a kind that there is not", Call.Replace("\"call\"", "\"eval\"", StringComparison.Ordinal)),
        Malformed("no target", Call.Replace("\"target\":\"my_func\",", "", StringComparison.Ordinal)),
        Malformed("no time", Call.Replace("\"created\":1893456000000,", "", StringComparison.Ordinal)),
        Malformed("a time beyond all calendars", Call.Replace("1893456000000", "9223372036854775807", StringComparison.Ordinal)),
        Malformed("a time in words", Call.Replace("1893456000000", "\"tomorrow\"", StringComparison.Ordinal)),
        Malformed("an attempt beyond all numbers", Call.Replace("\"args\"", "\"attempt\":99999999999,\"args\"", StringComparison.Ordinal)),
        Malformed("no arguments", """{"v":1,"chain":"c","id":"m","kind":"call","target":"my_func","created":0}"""),
        Malformed("a call with a result", Call.Replace("\"args\"", "\"result\"", StringComparison.Ordinal)),
        Malformed("a resume with arguments", Call.Replace("\"call\"", "\"resume\"", StringComparison.Ordinal)),
        Malformed("a result and an error", Resume.Replace("\"result\":\"r\"", "\"result\":\"r\",\"error\":{}", StringComparison.Ordinal)),
        Malformed("arguments twice", Call[..^1] + ",\"args\":{\"value\":\"b\"}}"),
        Malformed("frames are an object", Resume.Replace("[" + Frame + "]", "{}", StringComparison.Ordinal)),
        Malformed("frames are not last", Resume[..^1] + ",\"more\":1}"),
        Malformed("the frame is a number", Resume.Replace(Frame, "7", StringComparison.Ordinal)),
        Malformed("the frame has no name", Resume.Replace("\"at\":\"my_func@my_func_callback\",", "", StringComparison.Ordinal)),
        Malformed("the frame has no shape", Resume.Replace("\"shape\":\"m1\",", "", StringComparison.Ordinal)),
        Malformed("the frame has no state", Resume.Replace(",\"state\":{\"value\":\"a\"}", "", StringComparison.Ordinal)),
        Malformed("the future's frame has no id", Resume.Replace(Frame, """{"at":"$future","shape":"","catches":true,"state":{}}""", StringComparison.Ordinal)),

        // Ours, but not for us.
        Refused("a version to come", Call.Replace("\"v\":1", "\"v\":2", StringComparison.Ordinal), DeadLetterKind.UnknownVersion),
        Refused("a version that never was", Call.Replace("\"v\":1", "\"v\":-1", StringComparison.Ordinal), DeadLetterKind.UnknownVersion),
        Refused("a handler that there is not", Call.Replace("my_func", "System.Diagnostics.Process.Start", StringComparison.Ordinal), DeadLetterKind.UnknownEntryPoint),
        Refused("an empty target", Call.Replace("my_func", "", StringComparison.Ordinal), DeadLetterKind.UnknownEntryPoint),
        Refused("a call of a resume point", Call.Replace("my_func", "my_func@my_func_callback", StringComparison.Ordinal), DeadLetterKind.UnknownEntryPoint),
        Refused("a frame of a start", Resume.Replace("my_func@my_func_callback", "my_func", StringComparison.Ordinal), DeadLetterKind.UnknownEntryPoint),
        Refused("a frame of another shape", Resume.Replace("m1", "m2", StringComparison.Ordinal), DeadLetterKind.FingerprintMismatch),
        Refused("arguments of another shape", Call.Replace("\"value\"", "\"other\"", StringComparison.Ordinal), DeadLetterKind.UnreadableState),
        Refused("arguments of another type", Call.Replace("\"a\"", "{\"$type\":\"System.IO.FileInfo\"}", StringComparison.Ordinal), DeadLetterKind.UnreadableState),
        Refused("a state of another shape", Resume.Replace("\"value\":\"a\"", "\"other\":1", StringComparison.Ordinal), DeadLetterKind.UnreadableState),
        Refused("a result of another type", Resume.Replace("\"r\"", "[1]", StringComparison.Ordinal), DeadLetterKind.UnreadableState),
        Refused("an error that is none", Resume.Replace("\"result\":\"r\"", "\"error\":7", StringComparison.Ordinal).Replace("my_func@my_func_callback\",\"shape\":\"m1\",\"catches\":false", "try_func@catch\",\"shape\":\"t1\",\"catches\":true", StringComparison.Ordinal), DeadLetterKind.UnreadableState),
        Refused("arguments that are too deep", Call.Replace("\"a\"", new string('[', 5_000) + new string(']', 5_000), StringComparison.Ordinal), DeadLetterKind.Malformed),
        Refused("more than the limit", Call.Replace("\"a\"", $"\"{new string('a', MaxBytes)}\"", StringComparison.Ordinal), DeadLetterKind.Oversize),
    ];

    /// <summary>The limit that the tests set.</summary>
    public const int MaxBytes = 64 * 1024;

    private static (string Name, byte[] Body, DeadLetterKind Kind) Malformed(string name, string body) => Refused(name, body, DeadLetterKind.Malformed);

    private static (string Name, byte[] Body, DeadLetterKind Kind) Refused(string name, string body, DeadLetterKind kind) => (name, Encoding.UTF8.GetBytes(body), kind);
}
