using AsyncSplit.PostgreSql.Tests.Fixtures;

namespace AsyncSplit.PostgreSql.Tests;

[Collection(nameof(Alone))]
public sealed class NativeTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("asyncsplit-native-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [NativeFact]
    public async Task AProgramPublishedAsMachineCodeCompilesWithoutAWarningAndRunsItsChains()
    {
        await using var schema = await TempSchema.CreateAsync();
        var (published, log) = await NativeProgram.PublishAsync("tests/AsyncSplit.PostgreSql.Native/AsyncSplit.PostgreSql.Native.csproj", _directory);
        Assert.True(published == 0, log);
        Assert.DoesNotContain("warning", log, StringComparison.OrdinalIgnoreCase);

        var (ran, output) = await NativeProgram.RunAsync(Path.Combine(_directory, "AsyncSplit.PostgreSql.Native"), [schema.Server.ConnectionString, schema.Name]);

        Assert.True(ran == 0, output);
        Assert.Equal("ada pays 3.0 of 9.0: no such thing", output.Trim());
        Assert.Equal(1, await schema.CountAsync("@.chains WHERE status = 1"));
    }
}
