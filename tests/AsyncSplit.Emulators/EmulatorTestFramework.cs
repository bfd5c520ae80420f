using System.Reflection;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace AsyncSplit.Emulators;

/// <summary>Skips the tests of classes marked with <see cref="NeedsEmulatorsAttribute"/> where no emulator can be started.</summary>
/// <remarks>A test project asks for it: <c>[assembly: TestFramework("AsyncSplit.Emulators.EmulatorTestFramework", "AsyncSplit.Emulators")]</c>.</remarks>
public sealed class EmulatorTestFramework(IMessageSink messageSink) : XunitTestFramework(messageSink)
{
    protected override ITestFrameworkExecutor CreateExecutor(AssemblyName assemblyName) => new Executor(assemblyName, SourceInformationProvider, DiagnosticMessageSink);

    private sealed class Executor(AssemblyName assemblyName, ISourceInformationProvider sources, IMessageSink diagnostics) : XunitTestFrameworkExecutor(assemblyName, sources, diagnostics)
    {
        protected override void RunTestCases(IEnumerable<IXunitTestCase> testCases, IMessageSink executionMessageSink, ITestFrameworkExecutionOptions executionOptions)
        {
            if (EmulatorModules.Missing is { } reason)
            {
                testCases = testCases.Select(test => !NeedsEmulators(test) ? test : new XunitSkippedDataRowTestCase(
                    DiagnosticMessageSink, TestMethodDisplay.ClassAndMethod, TestMethodDisplayOptions.None, test.TestMethod, reason, test.TestMethodArguments));
            }

            base.RunTestCases(testCases, executionMessageSink, executionOptions);
        }

        private static bool NeedsEmulators(IXunitTestCase test) => test.TestMethod.TestClass.Class.GetCustomAttributes(typeof(NeedsEmulatorsAttribute).AssemblyQualifiedName).Any();
    }
}
