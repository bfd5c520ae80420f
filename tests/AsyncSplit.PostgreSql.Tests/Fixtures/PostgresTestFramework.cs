using System.Reflection;
using AsyncSplit.PostgreSql.Kills;
using Xunit.Abstractions;
using Xunit.Sdk;

[assembly: TestFramework("AsyncSplit.PostgreSql.Tests.Fixtures.PostgresTestFramework", "AsyncSplit.PostgreSql.Tests")]

namespace AsyncSplit.PostgreSql.Tests.Fixtures;

/// <summary>Skips all tests, with the reason, where no server can be started.</summary>
public sealed class PostgresTestFramework(IMessageSink messageSink) : XunitTestFramework(messageSink)
{
    protected override ITestFrameworkExecutor CreateExecutor(AssemblyName assemblyName) => new Executor(assemblyName, SourceInformationProvider, DiagnosticMessageSink);

    private sealed class Executor(AssemblyName assemblyName, ISourceInformationProvider sources, IMessageSink diagnostics) : XunitTestFrameworkExecutor(assemblyName, sources, diagnostics)
    {
        protected override void RunTestCases(IEnumerable<IXunitTestCase> testCases, IMessageSink executionMessageSink, ITestFrameworkExecutionOptions executionOptions)
        {
            if (PostgresServer.Missing is { } reason)
            {
                testCases = testCases.Select(test => new XunitSkippedDataRowTestCase(
                    DiagnosticMessageSink, TestMethodDisplay.ClassAndMethod, TestMethodDisplayOptions.None, test.TestMethod, reason, test.TestMethodArguments));
            }

            base.RunTestCases(testCases, executionMessageSink, executionOptions);
        }
    }
}
