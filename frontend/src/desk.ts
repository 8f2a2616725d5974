// The desk reads and submits without any script. What stands here makes it quicker: parts of a page
// exchanged instead of the whole (htmx), a grid for the keyboard, copying, printing.
import htmx from "htmx.org";

import { watchBatches } from "./batches";
import { watchBulletins } from "./bulletins";
import { watchDecomposition } from "./decomposition";
import { watchFailures } from "./failures";
import { watchFiling } from "./filing";
import { watchForms } from "./forms";
import { watchGrid } from "./grid";
import { watchIntake } from "./intake";
import { watchKeys } from "./keys";
import { watchPresses } from "./presses";
import { watchReport } from "./report";
import { watchSources } from "./sources";

// The content security policy allows neither eval nor inline styles.
htmx.config.allowEval = false;
htmx.config.includeIndicatorStyles = false;
// Pages hold what only their reader may see: nothing of them is kept in the browser's storage.
htmx.config.historyCacheSize = 0;
htmx.config.refreshOnHistoryMiss = true;
// What is exchanged works at once: a quick Enter in a form that has just come is htmx's, not the browser's.
htmx.config.defaultSettleDelay = 0;

watchFailures();
watchPresses();
watchFiling();
watchGrid();
watchBatches();
watchBulletins();
watchIntake();
watchForms();
watchKeys();
watchDecomposition();
watchReport();
watchSources();
