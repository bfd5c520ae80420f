namespace AsyncSplit.Sqlite.Kills;

/// <summary>A file in a directory of its own, which goes with the run.</summary>
public sealed class TempSqliteKillStore : SqliteKillStore, IDisposable
{
    private readonly string _directory;

    public TempSqliteKillStore()
        : this(Directory.CreateTempSubdirectory("asyncsplit-kills-").FullName)
    {
    }

    private TempSqliteKillStore(string directory)
        : base(Path.Combine(directory, "chains.db")) => _directory = directory;

    public void Dispose() => Directory.Delete(_directory, recursive: true);
}
