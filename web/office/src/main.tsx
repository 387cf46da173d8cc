// The entry of the office's app.
import '@lib/css/all.css';
import '@lib/css/font.css';
import './office.css';
import { start } from '@lib/start';
import { App } from './app';
import './errors';

start(App);
