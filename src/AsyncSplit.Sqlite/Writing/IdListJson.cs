using System.Text.Json.Serialization;

namespace AsyncSplit.Sqlite.Writing;

/// <summary>Lists of ids in one column.</summary>
[JsonSerializable(typeof(string[]))]
internal sealed partial class IdListJson : JsonSerializerContext;
