using AsyncSplit.AzureFunctions.Functions;

namespace AsyncSplit.AzureFunctions.Tests.Functions;

public sealed class HostFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("asyncsplit-host-").FullName;

    [Fact]
    public void WithoutAFileTheHostsOwnValuesHold() => Assert.Equal(new HostFile(TimeSpan.FromMinutes(5), 5, "/api"), Read());

    [Fact]
    public void TheFileSaysHowLongAndHowOften()
    {
        Write("""{ "version": "2.0", /* why */ "functionTimeout": "00:10:00", "extensions": { "http": { "routePrefix": "/v1/" }, "queues": { "maxDequeueCount": 20, } } }""");
        Assert.Equal(new HostFile(TimeSpan.FromMinutes(10), 20, "/v1"), Read());
    }

    [Fact]
    public void SettingsOverrideTheFile()
    {
        Write("""{ "functionTimeout": "00:10:00", "extensions": { "queues": { "maxDequeueCount": 20 } } }""");
        Assert.Equal(
            new HostFile(null, 7, ""),
            Read(
                ("AzureFunctionsJobHost__functionTimeout", "-1"),
                ("AzureFunctionsJobHost__extensions__queues__maxDequeueCount", "7"),
                ("AzureFunctionsJobHost__extensions__http__routePrefix", "")));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("""{ "functionTimeout": "soon" }""")]
    [InlineData("""{ "extensions": { "queues": { "maxDequeueCount": "often" } } }""")]
    public void WhatCannotBeReadSaysWhere(string json)
    {
        Write(json);
        Assert.Contains(_folder, Assert.Throws<InvalidOperationException>(() => Read()).Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Write(string json) => File.WriteAllText(Path.Combine(_folder, "host.json"), json);

    private HostFile Read(params (string Name, string Value)[] settings) => HostFile.Read(
        name => name == "AzureWebJobsScriptRoot" ? _folder : settings.Where(setting => setting.Name == name).Select(static setting => setting.Value).FirstOrDefault());
}
