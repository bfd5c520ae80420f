[assembly: TestFramework("AsyncSplit.Emulators.EmulatorTestFramework", "AsyncSplit.Emulators")]
