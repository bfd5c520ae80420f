namespace AsyncSplit.Sqlite.Database;

/// <summary>What a <see cref="SqlValue"/> is.</summary>
internal enum SqlValueKind
{
    Null,
    Number,
    Text,
    Bytes,
}
